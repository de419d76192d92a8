/** Which attributes of a provider's resources decide who may do what: from its schema (`terraform providers schema -json`), by their names. */

/** A block of a schema. */
interface SchemaBlock {
  readonly attributes?: Readonly<Record<string, { readonly optional?: boolean; readonly required?: boolean }>>;
  readonly block_types?: Readonly<Record<string, { readonly block: SchemaBlock }>>;
}

/** The resources of a schema. */
export type ResourceSchemas = Readonly<Record<string, { readonly block: SchemaBlock }>>;

/** Attributes that hold policies, in whatever language. */
const policies =
  /^(?:policy|policies|access_polic(?:y|ies)|assume_role_policy|resource_policy|repository_policy|session_policy|inline_policy|delivery_destination_policy|(?:base_)?policy_document|policy_body|statement)$/;

/** Attributes that name who is let in, or to what. */
const grants =
  /^(?:principals?|principal_arn|principal_id|allowed_principals|grantee_\w+|permissions?|permission_arns|(?:canned_)?acl)$/;

/** Types that are nothing but access: grants, attachments of policies, memberships, shares, who vouches for whom. */
const wholly =
  /_(?:permissions?|(?:kms|licensemanager|access|snapshot_copy)_grant|bucket_acl|policy_attachments?|policies_exclusive|attachments_exclusive|memberships?(?:_exclusive)?|(?:account|application)_assignment|allowed_principal|principal_association|resource_policy|access_entry|access_policy_association|resource_share|portfolio_share|delegated_administrator|data_share_\w+|lakeformation_opt_in|principal_attachment|openid_connect_provider|saml_provider)$/;

/** Roles and profiles of them, by the names that attributes have. */
const roles = /(?:^|_)(?:roles?|role_arns?|role_names?|instance_profile(?:_arn|_name)?)$/;

/** The attributes that decide about access, as `type=path,path` in order; `*` where it is the whole resource. */
export function accessAttributes(schemas: ResourceSchemas): readonly string[] {
  return Object.entries(schemas)
    .flatMap(([type, { block }]) => {
      const paths = wholly.test(type) ? ["*"] : pathsOf(block, (name) => isAccess(type, name));
      return paths.length === 0 ? [] : [`${type}=${paths.join(",")}`];
    })
    .sort();
}

/** A policy of an organization is in its content. */
function isAccess(type: string, name: string): boolean {
  return policies.test(name) || grants.test(name) || (type.endsWith("_organizations_policy") && name === "content");
}

/** Attributes that name roles, as `type=path,path`. */
export function roleAttributes(schemas: ResourceSchemas): readonly string[] {
  return Object.entries(schemas).flatMap(([type, { block }]) => {
    const paths = pathsOf(block, (name) => roles.test(name));
    return paths.length === 0 ? [] : [`${type}=${paths.join(",")}`];
  });
}

/** The paths of attributes that somebody can set, those of blocks within blocks too. */
function pathsOf({ attributes = {}, block_types = {} }: SchemaBlock, isWanted: (name: string) => boolean): readonly string[] {
  const own = Object.entries(attributes).filter(([name, { optional, required }]) => (optional || required) && isWanted(name));
  const below = Object.entries(block_types).flatMap(([name, { block }]) =>
    pathsOf(block, isWanted).map((path) => `${name}.${path}`),
  );
  return [...own.map(([name]) => name), ...below].sort();
}
