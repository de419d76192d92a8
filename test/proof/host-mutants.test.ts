/** Hosts: every service of every example, let out onto its instances. */
import type { ServiceModel } from "../../modules/model/model";
import type { PlatformPlan } from "../../modules/pipeline";
import { prove } from "../../modules/verify/prove";
import { examplePlans } from "./example-plans";

type Change = (service: ServiceModel) => ServiceModel;

const ways: readonly (readonly [string, Change])[] = [
  ["`networkMode: host`", (service) => ({ ...service, networkMode: "host" })],
  [
    "`privileged: true`",
    (service) => {
      const [first, ...others] = service.containers;
      if (first === undefined) return service;
      return { ...service, containers: [{ ...first, settings: { ...first.settings, privileged: true } }, ...others] };
    },
  ],
  ...["/", "/var/lib/ecs", "/var/run/docker.sock", "/run/../var/lib/ecs/data", "/VAR/RUN"].map(
    (hostPath): readonly [string, Change] => [
      `host path \`${hostPath}\``,
      (service) => ({
        ...service,
        volumes: [...service.volumes, { kind: "host", name: "host", hostPath }] as ServiceModel["volumes"],
      }),
    ],
  ),
];

/** The plan with one service of one stack changed. */
function withService({ model, stacks }: PlatformPlan, name: string, change: Change): Parameters<typeof prove>[0] {
  const changed = model.stacks.map((stack) => ({
    ...stack,
    services: stack.services.map((service) => (service.name === name ? change(service) : service)),
  }));
  return { model: { ...model, stacks: changed }, stacks };
}

test.each(ways)("a service with %s is refuted where others share its instances, and named where none does", (words, change) => {
  const counts = { refuted: 0, alone: 0 };
  for (const { plan } of examplePlans()) {
    const services = plan.model.stacks.flatMap((stack) => stack.services).filter(({ launchType }) => launchType === "ec2");
    for (const { name } of services) {
      const host = prove(withService(plan, name, change)).theorems.find(({ id }) => id === "host");
      const told = [...(host?.assumptions ?? []), ...(host?.counterexamples ?? []).map((one) => one.words)];
      expect(told).toContainEqual(expect.stringContaining(`service \`${name}\``));
      expect(told.join("\n")).toContain(words);
      if (host?.verdict === "refuted") counts.refuted += 1;
      else counts.alone += 1;
    }
  }
  console.info(`hosts, ${words}: ${counts.refuted} refuted, ${counts.alone} alone on their instances`);
  expect(counts.refuted).toBeGreaterThan(0);
});
