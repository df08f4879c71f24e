import { QueryClientProvider } from '@tanstack/react-query';
import { type ComponentType, lazy, type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter, Route, Routes } from 'react-router';
import { createQueryClient } from '../api/query-client.js';
import { MessagesProvider } from '../i18n/messages.provider.js';
import { SessionGate } from '../session/session-gate.js';
import { SessionProvider } from '../session/session.provider.js';
import { MantineProvider } from '../ui/mantine.js';
import { colorSchemeManager, cssVariables, theme } from '../ui/theme.js';
import { ToastProvider } from '../ui/toast.provider.js';
import '../ui/global.css';
import type { Area, AreaRoute } from './area.js';
import { ErrorBoundary } from './error-boundary.js';
import { NotFound } from './not-found.js';
import { Shell } from './shell.js';

/** Draws an area into the page: providers, shell, and its routes, each loaded when it is first shown. */
export function startArea(area: Area): void {
  const root = document.getElementById('root');
  if (root === null) throw new Error('the page has no #root');
  const pages = area.routes.map((route) => ({ ...route, Component: lazy(route.page) }));
  createRoot(root).render(
    <StrictMode>
      <MantineProvider
        theme={theme}
        defaultColorScheme="auto"
        colorSchemeManager={colorSchemeManager}
        cssVariablesResolver={cssVariables}
      >
        <MessagesProvider area={area.catalogues}>
          <ErrorBoundary>
            <QueryClientProvider client={createQueryClient()}>
              <ToastProvider>
                <SessionProvider api={area.api} role={area.role}>
                  <BrowserRouter basename={area.prefix}>{routesOf(area, pages)}</BrowserRouter>
                </SessionProvider>
              </ToastProvider>
            </QueryClientProvider>
          </ErrorBoundary>
        </MessagesProvider>
      </MantineProvider>
    </StrictMode>,
  );
}

function routesOf(area: Area, pages: readonly (AreaRoute & { Component: ComponentType })[]): ReactNode {
  return (
    <Routes>
      <Route element={<Shell area={area} />}>
        {pages.map(({ path, Component, needsSignIn = false }) => {
          const inside = area.Gate === undefined ? <Component /> : <area.Gate><Component /></area.Gate>; // prettier-ignore
          const page = needsSignIn || area.role !== null ? <SessionGate>{inside}</SessionGate> : inside;
          return path === '' ? (
            <Route key={path} index element={page} />
          ) : (
            <Route key={path} path={path} element={page} />
          );
        })}
        <Route path="*" element={<NotFound />} />
      </Route>
    </Routes>
  );
}
