import { jourDe } from '#shared/dates.ts'
import { compte, date, nombre } from '#shared/typographie.ts'
import { Bouton, BoutonPost } from '#ui/bouton.tsx'
import {
  Actions,
  ChampFichier,
  ChampListe,
  ChampTexte,
  type Faute,
  Formulaire,
  type Saisies,
  valeurDe,
} from '#ui/formulaire.tsx'
import { Liste } from '#ui/liste.tsx'
import { Section, Vide } from '#ui/textes.tsx'
import type { TexteLu } from './textes.queries.ts'

const direTaille = (octets: number): string =>
  octets < 1_000_000
    ? `${nombre(Math.max(1, Math.round(octets / 1000)))} ko`
    : `${nombre(Math.round(octets / 100_000) / 10)} Mo`

const direFichier = ({ intitule, nom, taille, par, deposeLe }: TexteLu): string =>
  `${intitule === nom ? '' : `${nom}, `}${direTaille(taille)}, déposé par ${par} le ${date(jourDe(deposeLe))}`

/** The texts of a convention: those in use, the form that adds or replaces one, and those that they replaced. */
export function Textes({
  adresse,
  textes,
  peutDeposer,
  cle,
  fautes,
  saisies,
}: {
  /** Address of the convention. */
  readonly adresse: string
  readonly textes: readonly TexteLu[]
  readonly peutDeposer: boolean
  readonly cle: string
  readonly fautes?: readonly Faute[] | undefined
  readonly saisies?: Saisies | undefined
}) {
  const enUsage = textes.filter(({ retireLe }) => retireLe === null)
  const anciens = textes.filter(({ retireLe }) => retireLe !== null)
  return (
    <Section
      titre="Texte et annexes"
      id="textes"
      detail={enUsage.length > 0 ? compte(enUsage.length, 'fichier') : undefined}
    >
      <Liste
        vide={<Vide>Aucun fichier n’est joint : ni le texte signé, ni ses annexes.</Vide>}
        lignes={enUsage.map((texte) => ({
          cle: texte.id,
          titre: texte.intitule,
          href: `/fichiers/${texte.fichierId}`,
          detail: direFichier(texte),
          ...(peutDeposer && {
            fin: (
              <BoutonPost
                action={`${adresse}/textes/${texte.id}/retirer`}
                champs={{ version: texte.version }}
                petit
                variante="lien"
              >
                Retirer<span className="vh"> « {texte.intitule} »</span>
              </BoutonPost>
            ),
          }),
        }))}
      />
      {peutDeposer && (
        <details className="repli" open={(fautes?.length ?? 0) > 0}>
          <summary>{enUsage.length > 0 ? 'Joindre ou remplacer un fichier' : 'Joindre un fichier'}</summary>
          <Formulaire
            action={`${adresse}/textes`}
            fichiers
            id="joindre"
            cle={valeurDe(saisies, 'cle', cle)}
            {...(fautes && { fautes })}
            {...(saisies && { saisies })}
          >
            <ChampFichier
              nom="fichier"
              libelle="Fichier"
              aide="PDF, DOCX, XLSX, PPTX, ODT, ODS, image ou texte, 10 Mo au plus."
            />
            <ChampTexte nom="intitule" libelle="Intitulé" aide="Vide : le nom du fichier." facultatif />
            {enUsage.length > 0 && <Remplacement enUsage={enUsage} />}
            <Actions>
              <Bouton icone="deposer">Joindre</Bouton>
            </Actions>
          </Formulaire>
        </details>
      )}
      {anciens.length > 0 && (
        <details className="repli">
          <summary>
            {compte(anciens.length, 'fichier remplacé ou retiré', 'fichiers remplacés ou retirés')}
          </summary>
          <Liste
            lignes={anciens.map((texte) => ({
              cle: texte.id,
              titre: texte.intitule,
              href: `/fichiers/${texte.fichierId}`,
              detail: `${direFichier(texte)}, ${texte.remplacePar ? 'remplacé' : 'retiré'} le ${date(jourDe(texte.retireLe!))}`,
            }))}
          />
        </details>
      )}
    </Section>
  )
}

/** Which text the new one takes the place of; the value carries the version shown. */
const Remplacement = ({ enUsage }: { readonly enUsage: readonly TexteLu[] }) => (
  <ChampListe
    nom="remplace"
    libelle="À la place de"
    facultatif
    vide="Aucun : il s’ajoute"
    options={enUsage.map(({ id, version, intitule }) => ({ valeur: `${id}:${version}`, libelle: intitule }))}
  />
)
