/** Problems for code scanning, as SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html). */
import type { Location, Problem, ProblemCode } from "../../problem";
import { problemText } from "../../problem/page";
import type { PackageInfo } from "../package-info";
import { type Report, sortedProblems } from "./format";
import { safeJson } from "./json";

/** One run with a rule for every code that occurs and a result for every problem, in order. */
export function sarifReport({ problems }: Report, { name, version, homepage }: PackageInfo): string {
  const sorted = sortedProblems(problems);
  const codes = [...new Set(sorted.map(({ code }) => code))].sort();
  const indexes = new Map(codes.map((code, index) => [code, index]));
  const log = {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: { name, version, ...(homepage === undefined ? {} : { informationUri: homepage }), rules: codes.map(rule) },
        },
        columnKind: "utf16CodeUnits",
        results: sorted.map((problem) => result(problem, indexes.get(problem.code) ?? -1)),
      },
    ],
  };
  return safeJson(log);
}

function rule(code: ProblemCode) {
  const { summary, meaning, cure } = problemText(code);
  return { id: code, shortDescription: { text: summary }, fullDescription: { text: meaning }, help: { text: `Cure: ${cure}` } };
}

function result({ code, severity, at, message, help }: Problem, ruleIndex: number) {
  return {
    ruleId: code,
    ruleIndex,
    level: severity,
    message: { text: help === undefined ? message : `${message}\nhelp: ${help}` },
    ...(at === undefined ? {} : { locations: [{ physicalLocation: physicalLocation(at) }] }),
  };
}

/** A range of a file. */
export function physicalLocation({ file, line, column, endLine, endColumn }: Location) {
  const region = { startLine: line, startColumn: column, endLine, endColumn };
  return { artifactLocation: { uri: uriOf(file) }, region };
}

/** A path as a URI: relative ones stay relative, so that they count from the root of the repository. */
function uriOf(file: string): string {
  const slashes = file.replaceAll("\\", "/").replace(/^\.\//, "");
  const absolute = /^[A-Za-z]:\//.test(slashes) ? `/${slashes}` : slashes;
  const encoded = absolute.split("/").map(encodeSegment).join("/");
  return absolute.startsWith("/") ? `file://${encoded}` : encoded;
}

// Names of files may hold lone surrogates, which have no URI form.
function encodeSegment(segment: string): string {
  return encodeURIComponent(segment.toWellFormed());
}
