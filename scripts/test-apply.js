// Every example applied for real to an emulator of AWS on this machine; needs Python, no AWS account.
// `node scripts/test-apply.js techflow` restricts it to examples whose names contain a text.
require("./typescript");
const { testApply } = require("../test/apply/main");

// A run that ends before its report, for whatever reason, has failed.
process.exitCode = 1;
testApply(process.argv[2] ?? "").then((code) => {
  process.exitCode = code;
});
