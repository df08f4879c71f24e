import { type RefObject, useEffect, useRef, useState } from 'react';

/** Of a panel on a laptop; replaced before the first frame has been seen for long. */
const FIRST_GUESS_PX = 640;

/** How wide an element is, now and whenever it changes: what is drawn in pixels keeps its type legible on every screen. */
export function useWidth<Drawn extends Element>(): [RefObject<Drawn | null>, number] {
  const element = useRef<Drawn>(null);
  const [width, setWidth] = useState(FIRST_GUESS_PX);
  useEffect(() => {
    if (element.current === null) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setWidth(entry.contentRect.width);
    });
    observer.observe(element.current);
    return () => {
      observer.disconnect();
    };
  }, []);
  return [element, width];
}
