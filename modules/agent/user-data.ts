/** The complete user data of a container instance, or nothing but problems. */
import { error, type Report } from "../problem";
import { checkConfiguration } from "./checked-configuration";
import type { UserDataRequest } from "./configuration";
import { systems } from "./os/systems";
import { scanUserData } from "./scan/scan";

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html: 16 KB, before it is encoded. */
const largest = 16384;

/** Whether the text fits; `what` tells the user's text from the result. */
function fits(text: string, what: string, request: UserDataRequest, report: Report): boolean {
  const size = Buffer.byteLength(text, "utf8");
  if (size <= largest) return true;
  const path = request.extra === undefined ? request.paths.configuration : request.paths.extra;
  const help = "fetch the larger part from S3 when the instance starts, or put it into the machine image";
  report(error("user-data-too-large", path, `${what} has ${size} bytes; EC2 takes ${largest}`, help));
  return false;
}

/**
 * The user data as plain text, at most 16,384 bytes of UTF-8; undefined when anything is wrong, and then at least one error is reported:
 * the codes of `checkConfiguration` and `scanUserData`, `ended-platform`, `user-data-too-large`, `missing-key`.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/bootstrap_container_instance.html
 */
export function renderUserData(request: UserDataRequest, report: Report): string | undefined {
  let failed = false;
  const note: Report = (problem) => {
    failed ||= problem.severity === "error";
    report(problem);
  };
  checkConfiguration(request, note);
  const { extra = "", configuration, paths, os } = request;
  if (!fits(extra, "the user data", request, note)) return undefined;
  const acknowledged = request.uncheckedAcknowledged ?? false;
  const { extraIsCheckedBy, render } = systems[os];
  if (extra.trim() !== "" && extraIsCheckedBy === "scan") {
    scanUserData(os, { text: extra, configuration, path: paths.extra, acknowledged }, note);
  }
  const text = render(request, note);
  if (failed || text === undefined || !fits(text, "the merged user data", request, note)) return undefined;
  return text;
}
