module.exports = ({ env }) => ({
  connection: {
    client: 'postgres',
    connection: { host: env('DATABASE_HOST'), user: env('DATABASE_USER'), database: 'strapi' },
  },
});
