// Every example, and the tests of test/e2e, with the real Terraform and the real AWS provider; needs no AWS account.
// `node scripts/test-terraform.js techflow` restricts it to stacks whose names contain a text.
require("./typescript");
const { testTerraform } = require("./terraform/main");

testTerraform(process.argv[2] ?? "").then((code) => {
  process.exitCode = code;
});
