/** The address of whoever operates the service, to write to. */
export const Ecrire = ({ a }: { readonly a: string }) => <a href={`mailto:${a}`}>{a}</a>
