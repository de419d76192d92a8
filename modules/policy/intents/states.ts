/** What `states` stands for. */
import type { VerbOf } from "../../spec/access/intents";
import type { Intent } from "./intent";

const decrypt = [{ actions: ["kms:Decrypt"] }];

/** Executions of a state machine. Starting one needs nothing on its key: the machine's own role has that. */
export const states: Intent<VerbOf<"states">> = {
  sid: "States",
  page: "https://docs.aws.amazon.com/step-functions/latest/dg/auth-and-access-control-sfn.html",
  verbs: {
    start: {
      does: "start executions of",
      sid: "Start",
      groups: [{ actions: ["states:StartExecution"], on: ["machine"] }],
    },
    "start-sync": {
      does: "run synchronous executions of",
      sid: "StartSync",
      groups: [{ actions: ["states:StartSyncExecution"], on: ["machine"] }],
      key: decrypt,
    },
    describe: {
      does: "describe executions of",
      sid: "Describe",
      groups: [{ actions: ["states:DescribeExecution"], on: ["execution"] }],
      key: decrypt,
    },
    stop: {
      does: "stop executions of",
      sid: "Stop",
      groups: [{ actions: ["states:StopExecution"], on: ["execution"] }],
    },
    report: {
      does: "report the outcome of task tokens to",
      sid: "Report",
      groups: [{ actions: ["states:SendTaskSuccess", "states:SendTaskFailure", "states:SendTaskHeartbeat"], on: [] }],
    },
  },
  resources: {
    machine: { arn: "arn:PARTITION:states:REGION:ACCOUNT:stateMachine:MACHINE" },
    execution: {
      arn: "arn:PARTITION:states:REGION:ACCOUNT:execution:MACHINE:*",
      wildcard: "executions get their names when they start",
    },
  },
  encryption: {
    service: "states",
    context: { "aws:states:stateMachineArn": ["machine"] },
    page: "https://docs.aws.amazon.com/step-functions/latest/dg/encryption-at-rest.html",
  },
  wildcard: "task tokens are no resources: these actions have no resource-level permissions",
};
