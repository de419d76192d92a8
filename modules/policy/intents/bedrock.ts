/** What `bedrock` stands for. */
import type { VerbOf } from "../../spec/access/intents";
import type { Intent, Verb } from "./intent";

function inference(does: string, sid: string, action: string): Verb {
  return {
    does,
    sid,
    groups: [
      { actions: [action], on: ["model"], limits: ["guardrail"] },
      { actions: [action], on: ["profile"], limits: ["guardrail"] },
      { actions: [action], on: ["destination"], limits: ["profile", "guardrail"], sid: `${sid}Through` },
      { actions: ["bedrock:ApplyGuardrail"], on: ["guardrail"], sid: "ApplyGuardrail" },
    ],
  };
}

/** A model, or an inference profile with the model in every region that it sends requests to. There is no action for `Converse`. */
export const bedrock: Intent<VerbOf<"bedrock">> = {
  sid: "Bedrock",
  page: "https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-prereq.html",
  verbs: {
    invoke: inference("run model", "Invoke", "bedrock:InvokeModel"),
    stream: inference("run with streamed answers model", "Stream", "bedrock:InvokeModelWithResponseStream"),
  },
  resources: {
    model: { arn: "arn:PARTITION:bedrock:REGION::foundation-model/MODEL-ID" },
    profile: { arn: "arn:PARTITION:bedrock:REGION:ACCOUNT:inference-profile/PROFILE-ID" },
    destination: { arn: "arn:PARTITION:bedrock:DESTINATION-REGION::foundation-model/MODEL-ID" },
    guardrail: { arn: "arn:PARTITION:bedrock:REGION:ACCOUNT:guardrail/GUARDRAIL-ID" },
  },
  limits: {
    profile: { operator: "StringEquals", key: "bedrock:InferenceProfileArn" },
    // The guardrail's ARN, or the ARN with a version.
    guardrail: { operator: "StringLike", key: "bedrock:GuardrailIdentifier" },
  },
};
