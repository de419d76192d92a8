/** The complete user data of a container instance, or nothing but problems. */
import { error, type Report } from "../problem";
import { renderAmazonLinux } from "./al2023";
import { renderBottlerocket } from "./bottlerocket";
import { checkConfiguration } from "./checked-configuration";
import type { UserDataRequest } from "./configuration";
import { scanUserData } from "./scan/scan";
import { renderWindows } from "./windows";

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html: 16 KB, before it is encoded. */
const largest = 16384;

function render(request: UserDataRequest, report: Report): string | undefined {
  switch (request.os) {
    case "al2023":
      return renderAmazonLinux(request);
    case "bottlerocket":
      return renderBottlerocket(request, report);
    case "windows":
      return renderWindows(request, report);
    case "custom":
      return request.extra;
  }
}

function scanExtra(request: UserDataRequest, report: Report): void {
  const { os, extra = "", configuration, paths } = request;
  if (os === "custom" && extra.trim() === "") {
    const help = "write the user data that configures the agent of your machine image";
    report(error("missing-key", paths.extra, "`custom` needs user data of its own", help));
  }
  // The merge of Bottlerocket's settings makes the same checks key by key.
  if (extra.trim() !== "" && os !== "bottlerocket") scanUserData({ os, text: extra, configuration, path: paths.extra }, report);
}

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
  if (!fits(request.extra ?? "", "the user data", request, note)) return undefined;
  scanExtra(request, note);
  const text = render(request, note);
  if (failed || text === undefined || !fits(text, "the merged user data", request, note)) return undefined;
  return text;
}
