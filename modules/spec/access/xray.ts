/** The shape of `xray` items. */
import { z } from "zod";
import { common, intentOr } from "./item";

/** Traces. */
export const xray = intentOr(["put"], "put", (can) =>
  z.strictObject({ can, ...common }).describe("Send traces to X-Ray and read its sampling rules."),
);
