/**
 * Older and newer pages of a list.
 * @param page from 1
 * @param pages how many there are, when it is known
 */
export function Pagination({
  page,
  derniere,
  pages,
  adresse,
  libelle = 'Pages de la liste',
}: {
  readonly page: number
  readonly derniere: boolean
  readonly pages?: number
  readonly adresse: (page: number) => string
  /** Name of this navigation, when a page has several. */
  readonly libelle?: string
}) {
  if (page === 1 && derniere) return null
  return (
    <nav className="pagination" aria-label={libelle}>
      {page > 1 && (
        <a href={adresse(page - 1)} rel="prev">
          Page précédente
        </a>
      )}
      <span aria-current="page">
        Page {page}
        {pages !== undefined && ` sur ${pages}`}
      </span>
      {!derniere && (
        <a href={adresse(page + 1)} rel="next">
          Page suivante
        </a>
      )}
    </nav>
  )
}
