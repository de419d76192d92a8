/** The optional packages that the constructs need. Loaded before everything else, so that a missing one is named and not a module deep inside. */

const peers = [
  ["cdktf", "cdktf"],
  ["@cdktf/provider-aws", "@cdktf/provider-aws/lib/iam-role"],
  ["constructs", "constructs"],
] as const;

const missing = peers.filter(([, module]) => !isInstalled(module)).map(([name]) => name);
if (missing.length > 0) throw namedOnly(`rolewright/constructs needs ${missing.join(", ")}: npm install ${missing.join(" ")}`);

function isInstalled(module: string): boolean {
  try {
    require.resolve(module);
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
