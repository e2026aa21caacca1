/** The band that every page carries. */
export const bandCss =
  '.bandeau { margin: 0; padding: 7px 16px; background: #6b3d00; color: #fff6e6; font: 600 14px/1.4 system-ui, sans-serif; text-align: center; position: sticky; top: 0; z-index: 2000; }';
