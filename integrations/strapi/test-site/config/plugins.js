module.exports = ({ env }) => ({
  clearpost: {
    enabled: true,
    resolve: './src/plugins/clearpost',
    config: {
      url: env('CLEARPOST_URL'),
      key: env('CLEARPOST_KEY'),
      pageUrl: env('CLEARPOST_PAGE_URL', ''),
      replace: env('CLEARPOST_REPLACE', 'ask'),
      failOpen: env.bool('CLEARPOST_FAIL_OPEN', false),
    },
  },
});
