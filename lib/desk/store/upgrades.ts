/** Stored records of former versions as the present one writes them: for the dated migrations and the doors. Loaded with the first screen: no schema here. */

/** Records from before 29 November 2026 knew one set of codes: it becomes that of the site without a name. */
export function withSites<T>(value: T): T {
  if (typeof value !== 'object' || value === null || 'sites' in value) return value;
  const { serviceCode, engagementNumber, contractNumber, usedOn, uses } = value as unknown as Record<string, unknown>;
  const used = typeof uses === 'number' && uses > 0;
  const sites = used ? [{ site: '', serviceCode, engagementNumber, contractNumber, usedOn, uses, since: usedOn }] : [];
  return { ...value, sites, refused: [] };
}
