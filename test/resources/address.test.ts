import { stackAddresses } from "../../modules/resources/address";
import * as fixture from "./fixture";

function addresses(change: Parameters<typeof fixture.stack>[0]) {
  const model = fixture.stack(change);
  return stackAddresses(model, fixture.policiesOf(model));
}

const named = (...names: string[]) => names.map((name) => fixture.service(name));

describe("addresses", () => {
  test("come from the user's own names, and roles say their kind", () => {
    const { roles, services, clusters, capacities, logGroups } = addresses({ services: named("inventory-reader") });
    expect(Object.fromEntries(roles)).toEqual({
      "techflow-inventory-reader-task": "inventory_reader_task",
      "techflow-inventory-reader-execution": "inventory_reader_execution",
      "techflow-production-instance": "production_instance",
    });
    expect([...services.values(), ...clusters.values(), ...capacities.values(), ...logGroups.values()]).toEqual([
      "inventory_reader",
      "production",
      "production",
      "ecs_techflow_orders",
    ]);
  });

  test("keep capacities of one cluster apart by their names", () => {
    const spot = fixture.capacity({
      name: "spot",
      fullName: "techflow-production-spot",
      role: fixture.role("techflow-production-spot-instance"),
    });
    const { capacities, roles } = addresses({ clusters: [fixture.cluster({ capacities: [fixture.capacity(), spot] })] });
    expect([...capacities.values()]).toEqual(["production", "production_spot"]);
    expect(roles.get("techflow-production-spot-instance")).toBe("production_spot_instance");
  });

  test("name overrides after service and override", () => {
    const override = { role: fixture.role("techflow-orders-repair-task"), override: "repair", access: [], selfAssume: false };
    expect(
      addresses({ services: [fixture.service("orders", { overrides: [override] })] }).roles.get("techflow-orders-repair-task"),
    ).toBe("orders_repair_task");
  });

  test("name a shared execution role after itself, also while one service uses it", () => {
    const shared = { ...fixture.execution(fixture.role("techflow-batch-execution"), ["a"]), shared: "batch" };
    for (const services of [["a"], ["a", "b"]]) {
      const { roles } = addresses({
        services: services.map((name) => fixture.service(name, { executionRole: { ...shared, services } })),
      });
      expect(roles.get("techflow-batch-execution")).toBe("batch_execution");
    }
  });

  test("stay apart where names meet in snake_case", () => {
    const { services } = addresses({ services: named("a-b", "a_b", "A.B") });
    expect(new Set(services.values()).size).toBe(3);
    expect([...services.values()].filter((id) => /^a_b_[0-9a-f]{8}$/.test(id))).toHaveLength(2);
  });

  test("stay apart where a role of one service is called as a role of another", () => {
    const override = { role: fixture.role("techflow-a-task-task"), override: "task", access: [], selfAssume: false };
    const { roles } = addresses({ services: [fixture.service("a", { overrides: [override] }), fixture.service("a-task")] });
    expect(new Set(roles.values()).size).toBe(roles.size);
  });

  test("do not depend on the order of services", () => {
    const names = ["b", "a-b", "a_b", "2048-game"];
    const forwards = addresses({ services: named(...names) });
    const backwards = addresses({ services: named(...names.reverse()) });
    expect(Object.fromEntries(backwards.services)).toEqual(Object.fromEntries(forwards.services));
    expect(Object.fromEntries(backwards.roles)).toEqual(Object.fromEntries(forwards.roles));
    expect(forwards.services.get("2048-game")).toBe("_2048_game");
  });
});
