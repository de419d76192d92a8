/** The shape of `states` items. */
import { z } from "zod";
import { keyReference } from "../scalar";
import { common, elsewhere, intentOr, resource } from "./item";

/** Executions of a state machine. */
export const states = intentOr(["start", "start-sync", "describe", "stop", "report"], "start", (can) =>
  z
    .strictObject({
      machine: resource.describe("State machine: its name, its ARN, or a variable."),
      can,
      key: keyReference.optional(),
      ...elsewhere,
      ...common,
    })
    .describe("Executions of a Step Functions state machine."),
);
