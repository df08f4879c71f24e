import type { ReactNode } from 'react';
import styles from './product-picture.module.css';

const [WIDTH, HEIGHT, SHAPES] = [400, 300, 5];

/** What stands where a product has no picture: soft shapes that are always the same for the same title, and differ between two. */
export function GeneratedPicture({ title }: { title: string }): ReactNode {
  const next = sequenceOf(title);
  const hue = next(360);
  return (
    <svg
      className={styles.generated}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
    >
      <rect width={WIDTH} height={HEIGHT} fill={`hsl(${hue} 45% 90%)`} />
      {Array.from({ length: SHAPES }, (_, index) => {
        const fill = `hsl(${hue + next(70) - 20} ${45 + next(20)}% ${58 + next(24)}%)`;
        const [x, y, size] = [next(WIDTH), next(HEIGHT), 50 + next(90)];
        const look = { fill, opacity: 0.75 };
        return index % 2 === 0 ? (
          <circle key={index} {...look} cx={x} cy={y} r={size} />
        ) : (
          <rect
            key={index}
            {...look}
            x={x - size}
            y={y - size}
            width={2 * size}
            height={size}
            rx={18}
            transform={`rotate(${next(180)} ${x} ${y})`}
          />
        );
      })}
    </svg>
  );
}

/** @returns a function that gives the next whole number below `limit`, always the same ones for the same text */
function sequenceOf(text: string): (limit: number) => number {
  let state = [...text].reduce(
    (hash, letter) => Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16_777_619),
    2_166_136_261,
  );
  return (limit) => {
    state = Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e_37_79_b9;
    return ((state ^ (state >>> 13)) >>> 0) % limit;
  };
}
