import { draftPlatform } from "../../modules/pipeline";
import { prove } from "../../modules/verify/prove";
const cpu = (f: () => unknown): [number, any] => { const s = process.cpuUsage(); const r = f(); const { user, system } = process.cpuUsage(s); return [Math.round((user + system) / 1000), r]; };
const n = (k: number, f: (i: number) => string) => Array.from({ length: k }, (_, i) => f(i));
const plat = (a: string, b: string) => `platform: shop
accounts: { production: { id: "123456789012", region: us-east-1, policies: managed } }
clusters: { main: {} }
services:
  a: { cluster: main, containers: { app: { image: "public.ecr.aws/x/y:1" } }, logs: { driver: none }, ${a} }
  b: { cluster: main, containers: { app: { image: "public.ecr.aws/x/y:1" } }, logs: { driver: none }, ${b} }
`;
const st = (actions: string[], resources: string[], c = "") => `access: [{ statement: { actions: ${JSON.stringify(actions)}, resources: ${JSON.stringify(resources)}, why: x${c} } }]`;
const cases: Record<string, string> = {
  "500x500": plat(st(n(250, (i) => `s3:G${i}*`), n(500, (i) => `arn:aws:s3:::k${i}*x`)), "access: [{ s3: { bucket: bucket7, can: read } }]"),
  "500x500 both": plat(st(n(250, (i) => `s3:G${i}*`), n(500, (i) => `arn:aws:s3:::k${i}*x`)), st(n(250, (i) => `s3:G${i}*`), n(500, (i) => `arn:aws:s3:::k${i}*y`))),
  "200 same prefix": plat(st(["s3:GetObject"], n(300, (i) => `arn:aws:s3:::*a${i}*b*c*`)), st(["s3:GetObject"], n(300, (i) => `arn:aws:s3:::*b${i}*a*c*`))),
  "conditions": plat(st(["s3:GetObject"], ["*"], `, conditions: { StringLike: { ${n(60, (i) => `"aws:k${i}": ["*a*b", "*b*a"]`).join(", ")} } }`), "access: [{ s3: { bucket: bucket7, can: read } }]"),
  "condition lists": plat(st(["s3:GetObject"], ["*"], `, conditions: { StringLike: { ${n(3, (i) => `"aws:k${i}": ${JSON.stringify(n(400, (j) => `*${j}*a`))}`).join(", ")} } }`), "access: [{ s3: { bucket: bucket7, can: read } }]"),
  "300 items": plat(`access: [${n(300, (i) => `{ statement: { actions: ["s3:Get*", "s3:Put*"], resources: ["arn:aws:s3:::x*${i}/*"], why: x, conditions: { StringLike: { "aws:k": "*${i}*" } } } }`).join(", ")}]`, "access: [{ s3: { bucket: xbucket7, can: read } }]"),
};
for (const [name, text] of Object.entries(cases)) {
  if (process.argv[2] && !name.includes(process.argv[2])) continue;
  const [d, out] = cpu(() => draftPlatform({ file: "p.yaml", text }));
  if (!out.ok) { console.log(name, d, JSON.stringify(out.problems.slice(0, 2)).slice(0, 300)); continue; }
  const [ms, p] = cpu(() => prove(out.value));
  console.log(ms > 2000 ? "!!!" : "   ", name, "draft", d, "prove", ms, p.theorems.filter((t: any) => t.verdict !== "proved").map((t: any) => `${t.id} ${t.verdict} ${t.found}`).join());
}
