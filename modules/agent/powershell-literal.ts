/**
 * A PowerShell literal: nothing in it is expanded, and every quotation mark that PowerShell takes for `'` is doubled.
 * https://learn.microsoft.com/en-us/powershell/module/microsoft.powershell.core/about/about_quoting_rules
 */
export function literal(text: string): string {
  return `'${text.replace(/['\u2018\u2019\u201a\u201b]/g, "$&$&")}'`;
}
