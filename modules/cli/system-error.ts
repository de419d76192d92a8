/** Errors of the file system in words. */
const words: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "the file system is read-only",
  ENOENT: "it does not exist",
  EISDIR: "it is a folder",
  ENOTDIR: "a part of the path is a file",
  EEXIST: "it exists already",
  ENOSPC: "no space is left",
  EDQUOT: "no space is left in the quota",
  EMFILE: "too many files are open",
  ELOOP: "symbolic links go round in a circle",
  ENAMETOOLONG: "the name is too long",
  EXDEV: "it is on another file system",
  EBUSY: "it is in use",
  EIO: "the disk reports an error",
};

/** Why the file system refused, as a phrase, or undefined for anything else that was thrown. */
export function systemErrorText(thrown: unknown): string | undefined {
  if (typeof thrown !== "object" || thrown === null || !("code" in thrown) || !("syscall" in thrown)) return undefined;
  const code = String(thrown.code);
  return words[code] ?? code;
}
