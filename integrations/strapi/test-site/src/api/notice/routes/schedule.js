module.exports = {
  routes: [{ method: 'POST', path: '/notices/:documentId/schedule', handler: 'notice.schedule' }],
};
