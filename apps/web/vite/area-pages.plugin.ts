import type { Plugin } from 'vite';

/** In development, what the gateway does: every address below an area that is no file is the area's page. */
export function areaPages(): Plugin {
  return {
    name: 'guildhall:area-pages',
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        const url = request.url ?? '/';
        const isPage = request.headers.accept?.includes('text/html') === true && !url.startsWith('/api/');
        const area = /^\/(seller|operator)(\/|\?|$)/.exec(url)?.[1];
        if (isPage) request.url = area === undefined ? '/index.html' : `/${area}/index.html`;
        next();
      });
    },
  };
}
