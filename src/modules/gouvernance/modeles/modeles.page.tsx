import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { deNom } from '#shared/mots.ts'
import { date } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Actions, ChampChoix, ChampLong, ChampTexte, cochee, Formulaire, valeurDe } from '#ui/formulaire.tsx'
import { Fiche, Section, TexteLibre, Vide } from '#ui/textes.tsx'
import { tientLesSeances } from '../domain/droits.ts'
import type { Modele } from './modeles.ts'
import { MODELE_DE_DEPART, VARIABLES } from './projet.ts'

/** The common template, edited on screen; each saving is a version, the former ones stay. */
export function pageModele({
  modeles,
  acteur,
  fautes = [],
  saisies,
  alerte,
  statut,
}: RetourDeFormulaire & { readonly modeles: readonly Modele[]; readonly acteur: Acteur }): ContenuDePage {
  const dernier = modeles[0]
  const tient = tientLesSeances.autorise(acteur)
  return {
    titre: 'Modèle de délibération',
    h1: 'Le modèle commun des projets de délibération',
    surtitre: acteur.cooperation,
    rubrique: '/decisions',
    ariane: [{ libelle: 'Décisions', href: '/decisions' }],
    ...(statut && { statut }),
    chapeau: (
      <p>
        Un seul texte pour tous. Chaque membre y ajoute ses visas ; son organe, sa date et son nom se
        remplissent seuls. Le fichier dit sa version.
      </p>
    ),
    actions: <Bouton href="/visas">Nos visas</Bouton>,
    contenu: (
      <>
        {tient ? (
          <Section
            titre={dernier ? `« ${dernier.nom} », version ${dernier.numeroVersion}` : 'Modèle de départ'}
            detail={
              dernier
                ? `écrite le ${date(jourDe(dernier.redigeLe))} par ${dernier.redigePar}`
                : 'pas encore adapté par votre coopération'
            }
          >
            <Formulaire
              action="/modeles"
              fautes={fautes}
              alerte={alerte}
              version={dernier?.numeroVersion ?? 0}
            >
              <input type="hidden" name="id" value={dernier?.id ?? ''} />
              <ChampTexte
                nom="nom"
                libelle="Nom du modèle"
                fautes={fautes}
                valeur={valeurDe(saisies, 'nom', dernier?.nom ?? 'Délibération')}
              />
              <ChampLong
                nom="texte"
                libelle="Texte"
                lignes={22}
                fautes={fautes}
                aide="« # » commence un titre, « ## » un intertitre, « - » un élément de liste. Les variables s’écrivent {{nom}}."
                valeur={valeurDe(saisies, 'texte', dernier?.texte ?? MODELE_DE_DEPART)}
              />
              <ChampChoix
                nom="publie"
                libelle="Usage"
                plusieurs
                fautes={fautes}
                options={[
                  {
                    valeur: 'oui',
                    libelle: 'Servir cette version aux membres',
                    coche: cochee(saisies, 'publie', 'oui', true),
                  },
                ]}
              />
              <Actions>
                <Bouton variante="primaire">Enregistrer une nouvelle version</Bouton>
              </Actions>
            </Formulaire>
          </Section>
        ) : (
          <Section
            titre={dernier ? `« ${dernier.nom} », version ${dernier.numeroVersion}` : 'Modèle de départ'}
          >
            <TexteLibre texte={dernier?.texte ?? MODELE_DE_DEPART} />
          </Section>
        )}
        <Section titre="Variables" detail="à écrire entre doubles accolades">
          <Fiche
            lignes={Object.entries(VARIABLES).map(([nom, { libelle, type }]) => ({
              nom: `{{${nom}}}`,
              valeur: `${libelle}${type === 'liste' ? ' (une ligne par élément)' : ''}`,
            }))}
          />
        </Section>
        <Section titre="Versions">
          {modeles.length === 0 ? (
            <Vide>Aucune version n’a été enregistrée : les projets partent du modèle de départ.</Vide>
          ) : (
            <ol className="frise">
              {modeles.map(({ id, numeroVersion, nom, redigeLe, redigePar, publie }) => (
                <li key={`${id}${numeroVersion}`}>
                  <p>
                    <strong>
                      « {nom} », version {numeroVersion}
                    </strong>
                    {publie ? '' : ', brouillon'}
                  </p>
                  <p className="detail">
                    {date(jourDe(redigeLe))}, {redigePar}
                  </p>
                </li>
              ))}
            </ol>
          )}
        </Section>
      </>
    ),
  }
}

/** Visas that one member adds to its projets: its own people write them. */
export function pageVisas({
  visas,
  acteur,
  fautes = [],
  saisies,
  alerte,
  statut,
}: RetourDeFormulaire & {
  readonly visas: { readonly texte: string; readonly version: number }
  readonly acteur: Acteur
}): ContenuDePage {
  return {
    titre: `Visas ${deNom(acteur.libelle)}`,
    surtitre: 'Projets de délibération',
    rubrique: '/decisions',
    ariane: [
      { libelle: 'Décisions', href: '/decisions' },
      { libelle: 'Modèle', href: '/modeles' },
    ],
    ...(statut && { statut }),
    contenu: (
      <Formulaire action="/visas" fautes={fautes} alerte={alerte} version={visas.version}>
        <ChampLong
          nom="texte"
          libelle="Vos visas, un par ligne"
          facultatif
          lignes={10}
          aide="Par exemple : « Vu le code général de la fonction publique, »"
          fautes={fautes}
          valeur={valeurDe(saisies, 'texte', visas.texte)}
        />
        <Actions>
          <Bouton variante="primaire">Enregistrer nos visas</Bouton>
        </Actions>
      </Formulaire>
    ),
  }
}
