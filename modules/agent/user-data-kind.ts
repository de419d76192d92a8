/** What user data is, told by its beginning as cloud-init, the agent and EC2Launch tell it. */

/** `boothook` and `shell` are shell text, `script` is for another interpreter, `remote` is fetched or computed when the instance starts. */
export type UserDataKind =
  | "mime"
  | "shell"
  | "script"
  | "boothook"
  | "cloud-config"
  | "remote"
  | "powershell"
  | "json"
  | "toml"
  | "unknown";

const remote = ["#include", "#part-handler", "#cloud-config-archive", "#cloud-config-jsonp", "## template:"];

/** The kind of a text. https://cloudinit.readthedocs.io/en/latest/explanation/format.html */
export function kindOf(text: string): UserDataKind {
  const start = text.slice(0, 4096).trimStart();
  const lower = start.toLowerCase();
  if (/^[a-z-]+:/.test(lower) && (lower.includes("mime-version:") || lower.startsWith("content-type:"))) return "mime";
  if (lower.startsWith("#!")) return /^#!.*\b(ba|da|k|z|a)?sh\b/.test(start) ? "shell" : "script";
  if (remote.some((prefix) => lower.startsWith(prefix))) return "remote";
  if (lower.startsWith("#cloud-boothook")) return "boothook";
  if (lower.startsWith("#cloud-config")) return "cloud-config";
  if (/^<(powershell|script)>/.test(lower)) return "powershell";
  if (start.startsWith("{")) return "json";
  return /^\s*\[+\s*["']?settings\b|^\s*settings\./m.test(text) ? "toml" : "unknown";
}

/** The kind of a MIME part: by its content type, or by its beginning where the type says no more than plain text. */
export function kindOfPart(contentType: string, body: string): UserDataKind {
  if (contentType.startsWith("text/x-shellscript")) return kindOf(body) === "script" ? "script" : "shell";
  if (contentType === "text/cloud-boothook") return "boothook";
  if (contentType === "text/cloud-config") return "cloud-config";
  if (contentType === "text/plain" || contentType === "text/x-not-multipart") return kindOf(body);
  return "remote";
}
