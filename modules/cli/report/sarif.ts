/** Problems for code scanning, as SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html). */
import type { Location, Problem, ProblemCode } from "../../problem";
import { problemText } from "../../problem/page";
import type { PackageInfo } from "../package-info";
import { type ProblemReport, sortedProblems } from "./format";
import { safeJson } from "./json";

/** What results of one id are about. */
export interface SarifRule {
  readonly id: string;
  readonly shortDescription: { readonly text: string };
  readonly fullDescription?: { readonly text: string };
  readonly help?: { readonly text: string };
}

/** One thing that was found: of which rule, how grave, in words, and where. */
export interface SarifResult {
  readonly ruleId: string;
  readonly level: "error" | "warning" | "note";
  readonly text: string;
  readonly at?: NonNullable<Problem["at"]> | undefined;
}

/** One run with a rule for every code that occurs and a result for every problem, in order. */
export function sarifReport({ problems }: ProblemReport, info: PackageInfo): string {
  return sarifLog(info, problemRules(problems), problemResults(problems));
}

/** A rule for every code that occurs, in their order. */
export function problemRules(problems: readonly Problem[]): readonly SarifRule[] {
  return [...new Set(problems.map(({ code }) => code))].sort().map(rule);
}

/** A result for every problem, in order. */
export function problemResults(problems: readonly Problem[]): readonly SarifResult[] {
  return sortedProblems(problems).map(({ code, severity, at, message, help }) => {
    return { ruleId: code, level: severity, text: help === undefined ? message : `${message}\nhelp: ${help}`, at };
  });
}

/** Where a result is shown that has no place of its own: code scanning refuses a log in which one has none. */
const nowhere = { line: 1, column: 1, endLine: 1, endColumn: 1 };

/** A log of one run. Every result is of one of the rules, and has a place: without one of its own the beginning of `file`. */
export function sarifLog(
  { name, version, homepage }: PackageInfo,
  rules: readonly SarifRule[],
  results: readonly SarifResult[],
  file = "platform.yaml",
): string {
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  const driver = { name, version, ...(homepage === undefined ? {} : { informationUri: homepage }), rules };
  return safeJson({
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver },
        columnKind: "utf16CodeUnits",
        results: results.map(({ ruleId, level, text, at }) => ({
          ruleId,
          ruleIndex: indexes.get(ruleId) ?? -1,
          level,
          message: { text },
          locations: [{ physicalLocation: physicalLocation(at ?? { file, ...nowhere }) }],
        })),
      },
    ],
  });
}

function rule(code: ProblemCode): SarifRule {
  const { summary, meaning, cure } = problemText(code);
  return { id: code, shortDescription: { text: summary }, fullDescription: { text: meaning }, help: { text: `Cure: ${cure}` } };
}

function physicalLocation({ file, line, column, endLine, endColumn }: Location) {
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
