// Made up for a Strapi that lives as long as a test.
module.exports = () => ({
  auth: { secret: 'secret' },
  apiToken: { salt: 'salt' },
  transfer: { token: { salt: 'salt' } },
  secrets: { encryptionKey: 'a-key-of-the-test-with-32-letters' },
  flags: { nps: false, promoteEE: false },
});
