const GROUNDS = ['consent', 'legal-duty', 'not-personal'];

/**
 * What the author said with the request: which masked versions are accepted (header `clearpost-accept`, hashes), and an override
 * (`clearpost-ground`, `clearpost-reason` percent-encoded), which only an administrator with the permission may give.
 */
function wishesOf(strapi) {
  const context = strapi.requestContext.get();
  const said = (name) => String(context?.request?.headers?.[name] ?? '');
  const mayOverride = context?.state?.userAbility?.can('plugin::clearpost.override') === true;
  const [ground, reason] = [said('clearpost-ground'), decoded(said('clearpost-reason')).trim()];
  const isOverride = mayOverride && GROUNDS.includes(ground) && reason !== '';
  const { user } = context?.state ?? {};
  return {
    accepted: said('clearpost-accept')
      .split(/[\s,]+/)
      .filter(Boolean),
    mayOverride,
    override: isOverride
      ? { by: user?.email ?? `admin ${user?.id}`, ground, reason: reason.slice(0, 2000) }
      : undefined,
  };
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

module.exports = { wishesOf };
