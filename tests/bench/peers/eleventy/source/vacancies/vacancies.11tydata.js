export default { layout: 'role.njk', permalink: data => `vacancies/${data.page.fileSlug}.html` }
