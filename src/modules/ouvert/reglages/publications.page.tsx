import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { compte, date } from '#shared/typographie.ts'
import { Bouton, BoutonPost } from '#ui/bouton.tsx'
import { Etiquette, type Ton } from '#ui/etiquette.tsx'
import type { NomIcone } from '#ui/icone.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Alerte, Onglets, Vide } from '#ui/textes.tsx'
import { publie } from '../domain/droits.ts'
import {
  type EtatPublication,
  estPublic,
  etatDePublication,
  type GenrePublie,
  LIBELLES_GENRE,
} from '../domain/portail.ts'
import { ARIANE, OngletsDuPortail, RUBRIQUE } from './cadre-reglages.tsx'
import type { ChosePubliable, PortailRegle } from './publiables.queries.ts'

const SIGNES: Readonly<
  Record<EtatPublication, { readonly ton: Ton; readonly icone: NomIcone; readonly mot: string }>
> = {
  public: { ton: 'ok', icone: 'fait', mot: 'Public' },
  public_par_regle: { ton: 'ok', icone: 'fait', mot: 'Public, par règle' },
  retire: { ton: 'attention', icone: 'sans_objet', mot: 'Retiré' },
  prive: { ton: 'neutre', icone: 'sans_objet', mot: 'Entre membres' },
  brouillon: { ton: 'neutre', icone: 'modifier', mot: 'Projet : jamais public' },
}

const direPortail = (reglages: PortailRegle | undefined): string => {
  if (!reglages) return 'Le portail n’a pas encore d’adresse : rien n’est public.'
  return reglages.ouvert
    ? `Le portail est ouvert à l’adresse /ouvert/${reglages.adresse}.`
    : 'Le portail est fermé : rien ne se lit au-dehors, quoi qu’on publie ici.'
}

/** Everything that could be public, kind by kind: its state, why, and the one deed that changes it. */
export function pagePublications({
  reglages,
  choses,
  genre,
  acteur,
  alerte,
  statut,
}: RetourDeFormulaire & {
  readonly reglages: PortailRegle | undefined
  readonly choses: readonly ChosePubliable[]
  readonly genre: GenrePublie
  readonly acteur: Acteur
}): ContenuDePage {
  const decide = publie.autorise(acteur)
  const publiques = choses.filter((chose) => estPublic(etatDePublication(chose))).length
  return {
    titre: 'Portail public',
    h1: 'Ce que le public voit',
    surtitre: acteur.cooperation,
    rubrique: RUBRIQUE,
    ariane: ARIANE,
    ...(statut && { statut }),
    chapeau: (
      <p>
        {direPortail(reglages)}{' '}
        {decide
          ? 'Chaque choix laisse sa trace.'
          : 'La coordination publie et retire ; chaque choix laisse sa trace.'}
      </p>
    ),
    actions: reglages && (
      <Bouton href={`/ouvert/${reglages.adresse}`} icone={reglages.ouvert ? 'lien_externe' : 'informe'}>
        {reglages.ouvert ? 'Voir le portail' : 'Voir l’aperçu'}
      </Bouton>
    ),
    contenu: (
      <>
        <OngletsDuPortail ici="/portail" />
        {alerte && (
          <Alerte>
            <p>{alerte}</p>
          </Alerte>
        )}
        <Onglets
          libelle="Natures"
          vues={Object.entries(LIBELLES_GENRE).map(([cle, { des }]) => ({
            href: `/portail?genre=${cle}`,
            libelle: des,
            courant: cle === genre,
          }))}
        />
        <p className="detail">
          {choses.length === 0
            ? ''
            : `${compte(publiques, 'ligne publique', 'lignes publiques')} sur ${choses.length}.`}
        </p>
        <Tableau
          titre={`${LIBELLES_GENRE[genre].des}, et leur publication`}
          lignes={choses}
          cleDe={({ id }) => id}
          vide={<Vide>Rien de cette nature n’existe encore dans la coopération.</Vide>}
          colonnes={[
            {
              cle: 'titre',
              titre: 'Titre',
              entete: true,
              contenu: ({ titre, href, motif, choix }) => (
                <>
                  <a href={href}>{titre}</a>
                  {choix === 'retire' && motif && (
                    <>
                      <br />
                      <small>Retiré : {motif}</small>
                    </>
                  )}
                </>
              ),
            },
            {
              cle: 'etat',
              titre: 'État',
              contenu: (chose) => {
                const { ton, icone, mot } = SIGNES[etatDePublication(chose)]
                return (
                  <>
                    <Etiquette ton={ton} icone={icone} discrete>
                      {mot}
                    </Etiquette>
                    {chose.le && <small> le {date(jourDe(chose.le))}</small>}
                  </>
                )
              },
            },
            ...(decide
              ? [
                  {
                    cle: 'geste',
                    titre: 'Geste',
                    contenu: (chose: ChosePubliable) => <Geste chose={chose} />,
                  },
                ]
              : []),
          ]}
        />
      </>
    ),
  }
}

function Geste({ chose }: { readonly chose: ChosePubliable }) {
  const etat = etatDePublication(chose)
  const adresse = `/portail/publications/${chose.genre}/${chose.id}`
  if (etat === 'brouillon') return <>–</>
  return estPublic(etat) ? (
    <Bouton href={`${adresse}/retirer`} petit>
      Retirer<span className="vh"> : {chose.titre}</span>
    </Bouton>
  ) : (
    <BoutonPost action={`${adresse}/publier`} champs={{ version: chose.version }} petit>
      Publier<span className="vh"> : {chose.titre}</span>
    </BoutonPost>
  )
}
