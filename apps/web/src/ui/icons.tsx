import type { ReactNode } from 'react';

function icon(path: string): () => ReactNode {
  return function Icon() {
    return (
      <svg
        width="20"
        height="20"
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.75"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        <path d={path} />
      </svg>
    );
  };
}

export const CloseIcon = icon('M6 6l12 12M18 6L6 18');
export const MenuIcon = icon('M4 6h16M4 12h16M4 18h16');
export const CopyIcon = icon('M9 9h10v10H9zM5 15V5h10');
export const CheckIcon = icon('M5 13l4 4L19 7');
export const SearchIcon = icon('M11 4a7 7 0 1 0 0 14a7 7 0 0 0 0-14zM20 20l-4-4');
export const DownloadIcon = icon('M12 4v11M7 11l5 5 5-5M5 20h14');
export const CartIcon = icon('M3 4h2.5l2.2 11h10l2-8H6.4M9.5 20h.01M16.5 20h.01');
