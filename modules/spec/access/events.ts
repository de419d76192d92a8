/** The shape of `events` items. */
import { z } from "zod";
import { common, elsewhere, intentOr, oneOrMore, resource } from "./item";

/** Events to a bus. */
export const events = intentOr(["put"], "put", (can) =>
  z
    .strictObject({
      bus: resource.describe("Event bus: its name (`default`), its ARN, or a variable."),
      can,
      source: oneOrMore(z.string().min(1)).optional().describe("Only events from these sources. Default: any source."),
      detailType: oneOrMore(z.string().min(1)).optional().describe("Only events of these detail types. Default: any."),
      ...elsewhere,
      ...common,
    })
    .describe("Put events on an EventBridge bus."),
);
