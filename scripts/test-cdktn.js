// Every example synthesised by CDK Terrain in place of CDKTF, as docs/cdktf.md says; needs the npm registry, no Terraform and no AWS account.
// `node scripts/test-cdktn.js techflow` restricts it to examples whose names contain a text.
require("./typescript");
const { testCdktn } = require("../test/cdktn/main");

// A run that ends before its report, for whatever reason, has failed.
process.exitCode = 1;
testCdktn(process.argv[2] ?? "").then((code) => {
  process.exitCode = code;
});
