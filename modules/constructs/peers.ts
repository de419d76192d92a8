/** The optional packages that the constructs need. Loaded before everything else, so that a missing one is named and not a module deep inside. */

const peers = [
  ["cdktf", () => require.resolve("cdktf")],
  ["@cdktf/provider-aws", () => require.resolve("@cdktf/provider-aws/lib/iam-role")],
  ["constructs", () => require.resolve("constructs")],
] as const;

const missing = peers.filter(([, resolve]) => !isInstalled(resolve)).map(([name]) => name);
if (missing.length > 0) throw namedOnly(`rolewright/constructs needs ${missing.join(", ")}: npm install ${missing.join(" ")}`);

function isInstalled(resolve: () => string): boolean {
  try {
    resolve();
    return true;
  } catch {
    return false;
  }
}

/** An error whose stack is its message: where it was thrown tells nobody anything. */
function namedOnly(message: string): Error {
  const problem = new Error(message);
  problem.stack = message;
  return problem;
}

export {};
