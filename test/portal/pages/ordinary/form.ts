/** Twenty forms of everyday life in French, many with the portal's own words. Nothing may be filled there. */
export type OrdinaryField = readonly [label: string, type: string, name: string, more?: string | readonly string[]];

export interface OrdinaryForm {
  site: string;
  title: string;
  /** How its fields are named for the reader: each of the usual ways. */
  style: 'for' | 'wrapped' | 'placeholder' | 'aria' | 'table';
  sections: readonly (readonly [legend: string, ...fields: OrdinaryField[]])[];
  button: string;
}
