import { diffAccess } from "../../modules/review/diff";
import { plainDocument, nothingHeld, type Access } from "../../modules/review/access";
const acc = (Statement: unknown[], trust?: unknown[]): Access => ({ stacks: [{ name: "", principals: [{ kind: "role", name: "a", address: "x", services: [], attached: [], ...nothingHeld, ...(trust ? { trust: plainDocument("t", { Version: "2012-10-17", Statement: trust }) } : {}), policies: Statement.length ? [plainDocument("p", { Version: "2012-10-17", Statement })] : [] }], resources: [], unread: {} }] });
const time = (name: string, f: () => { verdict: string; subjects: readonly { changes: readonly unknown[] }[] }) => { const t = process.cpuUsage(); const r = f(); const c = process.cpuUsage(t); console.log(name, Math.round((c.user + c.system) / 1000), "ms", r.verdict, r.subjects[0]?.changes.length); };
test("x", () => {
  const many = (n: number, k: number, s: string) => Array.from({ length: n }, (_, i) => ({ Effect: i % 7 === 0 ? "Deny" : "Allow", Action: [`s3:Get*${i % 5}`, "s3:*Object*", `s3:*a*b*${s}`], Resource: [`arn:aws:s3:::*b${i}*/x*`, `arn:aws:s3:::${s}*/*`], Condition: { StringLike: Object.fromEntries(Array.from({ length: k }, (_, j) => [`a:k${j}`, [`*${i}*`, `${s}*`]])), NumericLessThan: { "a:n": String(i) }, StringNotEquals: { "a:z": ["1", String(i)] } } }));
  time("40x3", () => diffAccess(acc(many(40, 3, "p")), acc(many(40, 3, "q"))));
  time("20x5", () => diffAccess(acc(many(20, 5, "p")), acc(many(20, 5, "q"))));
  time("stars", () => diffAccess(acc([{ Effect: "Allow", Action: "s3:*", Resource: "arn:aws:s3:::*a*a*a*a*a*a*a*a*a*a" }]), acc([{ Effect: "Allow", Action: "s3:*", Resource: "arn:aws:s3:::*a*a*a*a*b*a*a*a*a*a*" }])));
  const res = (n: number, s: string) => [{ Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject"], Resource: Array.from({ length: n }, (_, i) => `arn:aws:s3:::${s}${i}/*`) }];
  time("1000 resources", () => diffAccess(acc(res(1000, "p")), acc(res(1000, "q"))));
  time("1000 resources, one less", () => diffAccess(acc(res(1000, "p")), acc(res(999, "p"))));
  const oidc = (sub: string) => [{ Effect: "Allow", Principal: { Federated: "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" }, Action: "sts:AssumeRoleWithWebIdentity", Condition: { StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" }, StringLike: { "token.actions.githubusercontent.com:sub": sub } } }];
  time("oidc", () => { const d = diffAccess(acc([], oidc("repo:org/app:*")), acc([], oidc("repo:org/*"))); console.log(JSON.stringify(d.subjects[0]?.changes, undefined, 1)); return d; });
}, 300000);
