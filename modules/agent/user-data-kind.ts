/** What user data is, told by its beginning as cloud-init, the agent and EC2Launch tell it. */

/**
 * `boothook` and `shell` are shell text, `script` is for another interpreter. cloud-init fetches the pages of `include`, opens an `archive`,
 * fills in a `template`, loads a `handler` as code and applies a `patch` to the cloud-config. `unhandled` parts are left alone.
 */
export type UserDataKind =
  | "mime"
  | "shell"
  | "script"
  | "boothook"
  | "cloud-config"
  | "include"
  | "archive"
  | "template"
  | "handler"
  | "patch"
  | "unhandled"
  | "powershell"
  | "json"
  | "toml"
  | "unknown";

/** The longest first. */
const beginnings: readonly (readonly [text: string, kind: UserDataKind])[] = [
  ["#cloud-config-archive", "archive"],
  ["#cloud-config-jsonp", "patch"],
  ["## template: jinja", "template"],
  ["#cloud-boothook", "boothook"],
  ["#part-handler", "handler"],
  ["#cloud-config", "cloud-config"],
  ["#include", "include"],
];

/** The kind of a text. https://cloudinit.readthedocs.io/en/latest/explanation/format.html */
export function kindOf(text: string): UserDataKind {
  const start = text.slice(0, 4096).trimStart();
  const lower = start.toLowerCase();
  if (/^[a-z-]+:/.test(lower) && (lower.includes("mime-version:") || lower.startsWith("content-type:"))) return "mime";
  if (lower.startsWith("#!")) return /^#!.*\b(ba|da|k|z|a)?sh\b/.test(start) ? "shell" : "script";
  const marked = beginnings.find(([prefix]) => lower.startsWith(prefix));
  if (marked !== undefined) return marked[1];
  if (/^<(powershell|script)>/.test(lower)) return "powershell";
  if (start.startsWith("{")) return "json";
  return /^\s*\[+\s*["']?settings\b|^\s*settings\./m.test(text) ? "toml" : "unknown";
}

const contentTypes: Readonly<Record<string, UserDataKind>> = {
  "text/cloud-boothook": "boothook",
  "text/cloud-config": "cloud-config",
  "text/cloud-config-archive": "archive",
  "text/cloud-config-jsonp": "patch",
  "text/jinja2": "template",
  "text/part-handler": "handler",
  "text/x-include-url": "include",
  "text/x-include-once-url": "include",
};

/**
 * The kind of a MIME part: by its content type, or by its beginning where cloud-init looks there: in plain text, and in what is called a
 * shell script.
 */
export function kindOfPart(contentType: string, body: string): UserDataKind {
  const begun = kindOf(body);
  if (contentType === "text/plain" || contentType === "text/x-not-multipart") return begun;
  const isShell = contentType.startsWith("text/x-shellscript");
  if (!isShell) return Object.hasOwn(contentTypes, contentType) ? (contentTypes[contentType] ?? "unhandled") : "unhandled";
  const marked = contentType === "text/x-shellscript" && beginnings.some(([, kind]) => kind === begun);
  return marked || begun === "script" ? begun : "shell";
}
