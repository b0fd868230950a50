import type { Acteur } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { compte, date, nombre } from '#shared/typographie.ts'
import { Bouton, BoutonPost } from '#ui/bouton.tsx'
import type { Faute, Saisies } from '#ui/formulaire.tsx'
import { Actions, ChampFichier, ChampTexte, Formulaire } from '#ui/formulaire.tsx'
import { Liste } from '#ui/liste.tsx'
import { Section, Vide } from '#ui/textes.tsx'
import type { GroupeLu } from '../groupes.queries.ts'
import type { DocumentLu } from '../travail.queries.ts'

const direTaille = (octets: number): string =>
  octets < 1_000_000
    ? `${nombre(Math.max(1, Math.round(octets / 1000)))} ko`
    : `${nombre(Math.round(octets / 100_000) / 10)} Mo`

/** The documents of a group, and the form that adds one. */
export const Documents = ({
  groupe,
  documents,
  peutDeposer,
  acteur,
  fautes,
  saisies,
}: {
  readonly groupe: GroupeLu
  readonly documents: readonly DocumentLu[]
  readonly peutDeposer: boolean
  readonly acteur: Acteur
  readonly fautes?: readonly Faute[] | undefined
  readonly saisies?: Saisies | undefined
}) => (
  <Section
    titre="Documents"
    id="documents"
    detail={documents.length > 0 ? compte(documents.length, 'document') : undefined}
  >
    <Liste
      vide={<Vide>Aucun document n’est encore déposé.</Vide>}
      lignes={documents.map(
        ({ id, intitule, nom, fichierId, taille, libelle, deposeLe, organismeId, version }) => ({
          cle: id,
          titre: intitule,
          href: `/fichiers/${fichierId}`,
          detail: `${intitule === nom ? '' : `${nom}, `}${direTaille(taille)}, déposé par ${libelle} le ${date(jourDe(deposeLe))}`,
          ...(peutDeposer &&
            organismeId === acteur.organismeId && {
              fin: (
                <BoutonPost
                  action={`/groupes/documents/${id}/retirer`}
                  champs={{ version }}
                  petit
                  variante="lien"
                >
                  Retirer
                </BoutonPost>
              ),
            }),
        }),
      )}
    />
    {peutDeposer && (
      <details className="repli" open={(fautes?.length ?? 0) > 0}>
        <summary>Déposer un document</summary>
        <Formulaire
          action={`/groupes/${groupe.id}/documents`}
          fichiers
          id="deposer"
          {...(fautes && { fautes })}
          {...(saisies && { saisies })}
        >
          <ChampTexte nom="intitule" libelle="Intitulé" aide="Vide : le nom du fichier." facultatif />
          <ChampFichier
            nom="fichier"
            libelle="Fichier"
            aide="PDF, DOCX, XLSX, PPTX, ODT, ODS, image ou texte, 10 Mo au plus."
          />
          <Actions>
            <Bouton icone="deposer">Déposer</Bouton>
          </Actions>
        </Formulaire>
      </details>
    )}
  </Section>
)
