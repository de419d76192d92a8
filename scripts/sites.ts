/** The platform of the benchmarks. */

/** Sites with a task of two containers, a secret, and a bucket that no other site reaches. */
export function sites(count: number): string {
  const services = Array.from({ length: count }, (_, index) => {
    const name = `site-${String(index).padStart(6, "0")}`;
    return [
      `  ${name}:`,
      "    cluster: sites",
      "    containers:",
      '      web: { image: "site:12", ports: [8080], memory: 256 }',
      '      uploader: { image: "uploader:3", memory: 128, secrets: { KEY: "ssm:/sites/key" } }',
      "    access:",
      `      - s3: { bucket: ${name}-uploads, can: [read, write] }`,
    ].join("\n");
  });
  return [
    "platform: sites",
    'accounts: { hosting: { id: "123456789012", region: us-east-1 } }',
    "clusters: { sites: { ec2: { instanceTypes: [m7i.large], subnets: [subnet-1], securityGroups: [sg-1] } } }",
    "repositories: { site: {}, uploader: {} }",
    "services:",
    ...services,
  ].join("\n");
}
