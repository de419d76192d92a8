import { readFileSync, writeFileSync } from "node:fs";
import { parse, stringify } from "yaml";
import { home, plain, run } from "./item";
test("gen", () => {
  const all = parse(readFileSync("/tmp/items.yaml", "utf8"));
  const bad: string[] = [];
  for (const [intent, cases] of Object.entries<any>(all)) {
    let out = "";
    for (const c of cases) {
      const r: any = run(c.item, { ...home, ...c.place }, c.organization);
      const got = "schema" in r ? ["schema"] : r.problems.map((p: any) => p.code);
      if (c.problem) { if (got.length !== 1 || got[0] !== c.problem) bad.push(`${intent}: ${c.claim}: ${JSON.stringify(got)} want ${c.problem} ${r.schema ?? JSON.stringify(r.problems)}`); }
      else if (got.length) bad.push(`${intent}: ${c.claim}: ${r.schema ?? JSON.stringify(r.problems)}`);
      const { claim, ...rest } = c;
      const flow = (v: any) => JSON.stringify(v);
      out += `- claim: ${JSON.stringify(claim)}\n  item: ${stringify(c.item, { collectionStyle: "flow", lineWidth: 0 }).trim()}\n`;
      if (c.place) out += `  place: ${stringify(c.place, { collectionStyle: "flow" }).trim()}\n`;
      if (c.organization !== undefined) out += `  organization: ${flow(c.organization)}\n`;
      if (c.problem) out += `  problem: ${c.problem}\n\n`;
      else {
        out += "  statements:\n";
        for (const g of r.grants ?? []) {
          const s: any = plain(g);
          out += `    - Sid: ${s.Sid}\n      Effect: ${s.Effect}\n`;
          for (const k of ["Action", "Resource", "Condition", "when"]) if (s[k] !== undefined) out += `      ${k}: ${stringify(s[k], { collectionStyle: "flow", lineWidth: 0 }).trim()}\n`;
        }
        out += "\n";
      }
    }
    writeFileSync(`/tmp/out-${intent}.yaml`, out);
  }
  writeFileSync("/tmp/bad.txt", bad.join("\n"));
});
