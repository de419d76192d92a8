/** The complete user data of a container instance, or nothing but problems. */
import { error, type Problem, quote, type Report, warning } from "../problem";
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

/** What the capacity takes on: `takes` tells for each problem, `finish` reports what nothing was taken by, once the whole text is read. */
function acknowledgement({ uncheckedAcknowledged = [] }: UserDataRequest): {
  readonly takes: (problem: Problem) => boolean;
  readonly finish: (report: Report) => void;
} {
  let used = 0;
  return {
    takes: ({ code }) => {
      const taken = code === "user-data-unchecked" && uncheckedAcknowledged.length > 0;
      if (taken) used = 1;
      return taken;
    },
    finish: (report) => {
      const help = "take the acknowledgement away: it would hide what the scan cannot see when it comes";
      for (const path of uncheckedAcknowledged.slice(used)) {
        report(warning("unused-acknowledgement", path, `nothing in the user data is ${quote("user-data-unchecked")}`, help));
      }
    },
  };
}

/**
 * The user data as plain text, at most 16,384 bytes of UTF-8; undefined when anything is wrong, and then at least one error is reported:
 * the codes of `checkConfiguration` and `scanUserData`, `ended-platform`, `user-data-too-large`, `missing-key`. What the capacity
 * acknowledges is left out; `unused-acknowledgement` is a warning where that is nothing.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/bootstrap_container_instance.html
 */
export function renderUserData(request: UserDataRequest, report: Report): string | undefined {
  let failed = false;
  const acknowledged = acknowledgement(request);
  const note: Report = (problem) => {
    if (acknowledged.takes(problem)) return;
    failed ||= problem.severity === "error";
    report(problem);
  };
  checkConfiguration(request, note);
  const { extra = "", configuration, paths, os } = request;
  if (!fits(extra, "the user data", request, note)) return undefined;
  const { extraIsCheckedBy, render } = systems[os];
  if (extra.trim() !== "" && extraIsCheckedBy === "scan") {
    scanUserData(os, { text: extra, configuration, path: paths.extra }, note);
  }
  const text = render(request, note);
  if (failed || text === undefined || !fits(text, "the merged user data", request, note)) return undefined;
  acknowledged.finish(report);
  return text;
}
