/** Trust: who may assume each role. */
import { type Text, text } from "../../iam/text";
import type { RoleKind } from "../../policy/policy-set";
import { gaps } from "./gap";
import { type Demand, type Row, rows } from "./row";
import type { Subject } from "./subject";
import { type Counterexample, type Finding, together } from "./theorem";

/** The services that assume the roles of ECS, by their principals (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-ecs-iam-role-overview.html). */
const assumers: Readonly<Record<RoleKind, string>> = {
  task: "ecs-tasks.amazonaws.com",
  execution: "ecs-tasks.amazonaws.com",
  instance: "ec2.amazonaws.com",
  infrastructure: "ecs.amazonaws.com",
};

/** Every written role is assumed by the service of its kind, for tasks of this account and region only, and with `selfAssume` by itself. */
export function trust(subjects: readonly Subject[]): Finding {
  return together(subjects.map(trustOf));
}

function trustOf(subject: Subject): Finding {
  if (subject.written === undefined) return { compared: 0, counterexamples: [], assumptions: [] };
  const expected = expectedTrust(subject);
  const strangers = gaps(subject.trust, expected, "trust").map(({ verdict, row, request }): Counterexample => {
    const who = row.principal === undefined ? "somebody else" : `\`${String(nameOf(row.principal.name))}\``;
    return {
      verdict,
      words: `${subject.label} can be assumed by ${who} under other conditions than tasks of its account and region meet`,
      path: subject.role.path,
      subject: subject.role.name,
      ...(request === undefined ? {} : { request }),
    };
  });
  const missing = gaps(expected, subject.trust, "trust").map(
    ({ verdict, request }): Counterexample => ({
      verdict,
      words: `${subject.label} cannot be assumed by \`${assumers[subject.kind]}\` or by itself as declared`,
      path: subject.role.path,
      subject: subject.role.name,
      ...(request === undefined ? {} : { request }),
    }),
  );
  return {
    compared: subject.trust.length + expected.length,
    counterexamples: [...strangers, ...missing],
    assumptions: subject.sourceConditions
      ? []
      : ["execution roles with `sourceConditions: false` trust ECS tasks of every account that may pass the role"],
  };
}

function nameOf(name: Text): string {
  return typeof name === "string" ? name : "a late value";
}

function expectedTrust({ kind, role, stack, selfAssume, sourceConditions }: Subject): readonly Row[] {
  const { partition, region, account } = stack.place;
  const ofTasks: readonly Demand[] = [
    { operator: "StringEquals", key: "aws:SourceAccount", values: [account] },
    { operator: "ArnLike", key: "aws:SourceArn", values: [text`arn:${partition}:ecs:${region}:${account}:*`] },
  ];
  const bound = kind === "task" || (kind === "execution" && sourceConditions);
  const itself: readonly Demand[] = [{ operator: "ArnEquals", key: "aws:PrincipalArn", values: [role.arn] }];
  const may = (principal: { readonly kind: string; readonly name: Text }, demands: readonly Demand[]) =>
    rows(["sts:AssumeRole"], undefined, { principals: [principal], demands, paths: [role.path] });
  return [
    ...may({ kind: "Service", name: assumers[kind] }, bound ? ofTasks : []),
    ...(selfAssume ? may({ kind: "AWS", name: text`arn:${partition}:iam::${account}:root` }, itself) : []),
  ];
}
