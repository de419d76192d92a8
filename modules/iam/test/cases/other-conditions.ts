import { type Chapter, fails, holds } from "./vocabulary";

const ip = (value: string) => ({ "aws:SourceIp": value });
const tls = (value: string | boolean) => ({ "aws:SecureTransport": value });
const used = (value: string) => ({ "aws:SecureTransport": value });

export const booleanAndBinaryConditions: Chapter = {
  title: "Boolean and binary conditions",
  page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Boolean",
  cases: [
    holds("Bool takes an equal value", { Bool: tls("true") }, used("true")),
    holds("Bool takes a value without quotes", { Bool: tls(true) }, used("true")),
    holds("Bool ignores case", { Bool: tls("TRUE") }, used("True")),
    fails("Bool refuses the other value", { Bool: tls("true") }, used("false")),
    fails("Bool is false without the key", { Bool: { "aws:MultiFactorAuthPresent": "true" } }),
    fails("Bool `false` is false without the key, too", { Bool: { "aws:MultiFactorAuthPresent": "false" } }),
    holds("BoolIfExists is true without the key", { BoolIfExists: { "aws:MultiFactorAuthPresent": "true" } }),
    fails(
      "BoolIfExists minds the key where it exists",
      { BoolIfExists: { "aws:MultiFactorAuthPresent": "true" } },
      { "aws:MultiFactorAuthPresent": "false" },
    ),
    fails("Bool does not match words", { Bool: tls("yes") }, used("yes")),
    holds(
      "BinaryEquals takes equal bytes",
      { BinaryEquals: { "a:b": "QmluYXJ5VmFsdWVJbkJhc2U2NA==" } },
      { "a:b": "QmluYXJ5VmFsdWVJbkJhc2U2NA==" },
    ),
    fails("BinaryEquals refuses other bytes", { BinaryEquals: { "a:b": "QmluYXJ5VmFsdWVJbkJhc2U2NA==" } }, { "a:b": "QmluYXJ5" }),
    fails("BinaryEquals does not match what is not base 64", { BinaryEquals: { "a:b": "a*b" } }, { "a:b": "a*b" }),
    fails("BinaryEquals is false without the key", { BinaryEquals: { "a:b": "QUJD" } }),
  ],
};

export const ipConditions: Chapter = {
  title: "IP address conditions",
  page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress",
  cases: [
    holds("IpAddress takes an address of the range", { IpAddress: ip("203.0.113.0/24") }, ip("203.0.113.255")),
    fails("IpAddress refuses an address beside the range", { IpAddress: ip("203.0.113.0/24") }, ip("203.0.114.0")),
    holds("IpAddress takes a single address for itself", { IpAddress: ip("203.0.113.7") }, ip("203.0.113.7")),
    fails("IpAddress takes a single address for nothing else", { IpAddress: ip("203.0.113.7") }, ip("203.0.113.8")),
    holds("IpAddress takes /0 for every IPv4 address", { IpAddress: ip("0.0.0.0/0") }, ip("8.8.8.8")),
    fails("IpAddress does not take an IPv4 range for IPv6", { IpAddress: ip("0.0.0.0/0") }, ip("2001:db8::1")),
    holds("IpAddress ignores the bits behind the prefix", { IpAddress: ip("203.0.113.77/24") }, ip("203.0.113.1")),
    holds(
      "IpAddress takes an IPv6 address of the range",
      { IpAddress: ip("2001:DB8:1234:5678::/64") },
      ip("2001:db8:1234:5678::abcd"),
    ),
    fails(
      "IpAddress refuses an IPv6 address beside the range",
      { IpAddress: ip("2001:DB8:1234:5678::/64") },
      ip("2001:db8:1234:5679::abcd"),
    ),
    holds("IpAddress reads a shortened IPv6 address", { IpAddress: ip("2001:db8:0:0:0:0:0:1") }, ip("2001:db8::1")),
    holds("IpAddress reads an IPv4 address within IPv6", { IpAddress: ip("::ffff:203.0.113.7/128") }, ip("::ffff:cb00:7107")),
    fails("IpAddress does not match a word", { IpAddress: ip("203.0.113.0/24") }, ip("localhost")),
    fails("IpAddress does not match an address with too many bits", { IpAddress: ip("203.0.113.0/33") }, ip("203.0.113.0")),
    fails("IpAddress is false without the key, as behind a VPC endpoint", { IpAddress: ip("203.0.113.0/24") }),
    holds(
      "one of several ranges",
      { IpAddress: { "aws:SourceIp": ["203.0.113.0/24", "2001:DB8:1234:5678::/64"] } },
      ip("2001:db8:1234:5678::1"),
    ),
    fails("NotIpAddress refuses an address of the range", { NotIpAddress: ip("203.0.113.0/24") }, ip("203.0.113.9")),
    holds("NotIpAddress takes an address beside the range", { NotIpAddress: ip("203.0.113.0/24") }, ip("198.51.100.1")),
    fails(
      "NotIpAddress refuses an address of any of several ranges",
      { NotIpAddress: { "aws:SourceIp": ["203.0.113.0/24", "198.51.100.0/24"] } },
      ip("198.51.100.1"),
    ),
    holds("NotIpAddress is true without the key", { NotIpAddress: ip("203.0.113.0/24") }),
  ],
};

export const existenceConditions: Chapter = {
  title: "IfExists and Null",
  page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IfExists",
  cases: [
    holds("IfExists is true without the key", { StringLikeIfExists: { "ec2:InstanceType": ["t1.*", "t2.*"] } }),
    holds(
      "IfExists takes a value that matches",
      { StringLikeIfExists: { "ec2:InstanceType": ["t1.*", "t2.*"] } },
      { "ec2:InstanceType": "t2.micro" },
    ),
    fails(
      "IfExists refuses a value that does not",
      { StringLikeIfExists: { "ec2:InstanceType": ["t1.*", "t2.*"] } },
      { "ec2:InstanceType": "m7g.large" },
    ),
    holds("a negated operator with IfExists is true without the key", {
      StringNotEqualsIfExists: { "aws:RequestedRegion": "us-east-1" },
    }),
    fails(
      "a negated operator with IfExists refuses an equal value",
      { StringNotEqualsIfExists: { "aws:RequestedRegion": "us-east-1" } },
      { "aws:RequestedRegion": "us-east-1" },
    ),
    holds("NumericLessThanIfExists is true without the key", { NumericLessThanIfExists: { "aws:MultiFactorAuthAge": "3600" } }),
    fails(
      "NumericLessThanIfExists minds the key where it exists",
      { NumericLessThanIfExists: { "aws:MultiFactorAuthAge": "3600" } },
      { "aws:MultiFactorAuthAge": "3601" },
    ),
    fails("one missing key does not excuse another", {
      StringEqualsIfExists: { "aws:PrincipalTag/a": "1" },
      StringEquals: { "aws:PrincipalTag/b": "1" },
    }),
    holds("Null `true` asks that the key be missing", { Null: { "aws:TokenIssueTime": "true" } }),
    fails(
      "Null `true` refuses a key that is there",
      { Null: { "aws:TokenIssueTime": "true" } },
      { "aws:TokenIssueTime": "2026-09-01T00:00:00Z" },
    ),
    holds(
      "Null `false` asks that the key be there",
      { Null: { "aws:TokenIssueTime": "false" } },
      { "aws:TokenIssueTime": "2026-09-01T00:00:00Z" },
    ),
    fails("Null `false` refuses a missing key", { Null: { "aws:TokenIssueTime": "false" } }),
    holds("Null takes a value without quotes", { Null: { "aws:TokenIssueTime": true } }),
    fails("Null `false` refuses a key without a value", { Null: { "aws:TagKeys": "false" } }, { "aws:TagKeys": [] }),
    holds("Null `true` takes an empty string for no value", { Null: { "aws:RequestTag/a": "true" } }, { "aws:RequestTag/a": "" }),
    holds("Null with both values always holds", { Null: { "aws:TokenIssueTime": ["true", "false"] } }),
    fails(
      "Null and a value: the key must be there and match",
      { Null: { "aws:RequestTag/a": "false" }, StringLike: { "aws:RequestTag/a": "x*" } },
      { "aws:RequestTag/a": "y" },
    ),
  ],
};

export const setConditions: Chapter = {
  title: "ForAllValues and ForAnyValue",
  page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html",
  cases: [
    holds(
      "ForAllValues takes a subset",
      { "ForAllValues:StringEquals": { "dynamodb:Attributes": ["ID", "Message", "Tags"] } },
      { "dynamodb:Attributes": ["ID", "Tags"] },
    ),
    fails(
      "ForAllValues refuses one value more",
      { "ForAllValues:StringEquals": { "dynamodb:Attributes": ["ID", "Message", "Tags"] } },
      { "dynamodb:Attributes": ["ID", "UserName"] },
    ),
    holds("ForAllValues is true without the key", { "ForAllValues:StringEquals": { "aws:TagKeys": ["a"] } }),
    holds(
      "ForAllValues is true for an empty list",
      { "ForAllValues:StringEquals": { "aws:TagKeys": ["a"] } },
      { "aws:TagKeys": [] },
    ),
    holds(
      "ForAllValues is true for nothing but empty strings",
      { "ForAllValues:StringEquals": { "aws:TagKeys": ["a"] } },
      { "aws:TagKeys": [""] },
    ),
    fails("ForAllValues with Null `false` asks for at least one value", {
      "ForAllValues:StringEquals": { "aws:TagKeys": ["a"] },
      Null: { "aws:TagKeys": "false" },
    }),
    holds(
      "ForAllValues takes a single value, too",
      { "ForAllValues:StringLike": { "aws:TagKeys": "c*" } },
      { "aws:TagKeys": "cost" },
    ),
    fails(
      "ForAllValues with StringLike needs every value to match",
      { "ForAllValues:StringLike": { "aws:TagKeys": "c*" } },
      { "aws:TagKeys": ["cost", "team"] },
    ),
    fails(
      "ForAllValues with a negated operator refuses one forbidden value",
      { "ForAllValues:StringNotEquals": { "aws:TagKeys": ["a", "b"] } },
      { "aws:TagKeys": ["c", "b"] },
    ),
    holds(
      "ForAllValues with a negated operator takes other values",
      { "ForAllValues:StringNotEquals": { "aws:TagKeys": ["a", "b"] } },
      { "aws:TagKeys": ["c", "d"] },
    ),
    holds(
      "ForAnyValue takes one common value",
      { "ForAnyValue:StringEquals": { "dynamodb:Attributes": ["ID", "PostDateTime"] } },
      { "dynamodb:Attributes": ["UserName", "Message", "PostDateTime"] },
    ),
    fails(
      "ForAnyValue refuses values without any in common",
      { "ForAnyValue:StringEquals": { "dynamodb:Attributes": ["ID", "PostDateTime"] } },
      { "dynamodb:Attributes": ["UserName"] },
    ),
    fails("ForAnyValue is false without the key", { "ForAnyValue:StringEquals": { "aws:TagKeys": ["a"] } }),
    fails(
      "ForAnyValue is false for an empty list",
      { "ForAnyValue:StringEquals": { "aws:TagKeys": ["a"] } },
      { "aws:TagKeys": [] },
    ),
    fails(
      "ForAnyValue is false for nothing but empty strings",
      { "ForAnyValue:StringLike": { "aws:TagKeys": ["*"] } },
      { "aws:TagKeys": [""] },
    ),
    holds(
      "ForAnyValue with a negated operator takes one other value",
      { "ForAnyValue:StringNotEquals": { "aws:TagKeys": ["a"] } },
      { "aws:TagKeys": ["a", "b"] },
    ),
    fails(
      "ForAnyValue with a negated operator refuses nothing but the forbidden",
      { "ForAnyValue:StringNotEquals": { "aws:TagKeys": ["a", "b"] } },
      { "aws:TagKeys": ["a", "b"] },
    ),
    fails("ForAnyValue with a negated operator is false without the key", {
      "ForAnyValue:StringNotEquals": { "aws:TagKeys": ["a"] },
    }),
    holds("ForAnyValue with IfExists is true without the key", { "ForAnyValue:StringEqualsIfExists": { "aws:TagKeys": ["a"] } }),
    holds("ForAllValues with IfExists is true without the key", {
      "ForAllValues:StringEqualsIfExists": { "aws:TagKeys": ["a"] },
    }),
    holds(
      "ForAnyValue matches an organization path",
      { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*" } },
      { "aws:PrincipalOrgPaths": ["o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/"] },
    ),
    fails(
      "ForAnyValue refuses another organization path",
      { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*" } },
      { "aws:PrincipalOrgPaths": ["o-a1b2c3d4e5/r-ab12/ou-ab12-22222222/"] },
    ),
    fails(
      "ForAllValues with NumericLessThan needs every number",
      { "ForAllValues:NumericLessThan": { "a:n": "5" } },
      { "a:n": ["1", "7"] },
    ),
    holds(
      "ForAnyValue with ArnLike takes one ARN",
      { "ForAnyValue:ArnLike": { "a:arns": "arn:aws:s3:::photos*" } },
      { "a:arns": ["arn:aws:s3:::photos", "arn:aws:s3:::x"] },
    ),
  ],
};
