import { prereglages } from '#modules/gouvernance'
import type { ContenuDePage } from '#platform/http/services.ts'
import { Bouton } from '#ui/bouton.tsx'
import {
  Actions,
  ChampChoix,
  ChampListe,
  ChampTexte,
  cochee,
  type Faute,
  Formulaire,
  type Saisies,
  valeurDe,
} from '#ui/formulaire.tsx'
import { Section } from '#ui/textes.tsx'
import { cleAutre, PLACES } from './autres-membres.ts'
import { AutresMembres } from './autres-membres.tsx'

export type Code = { readonly code: string; readonly nom: string }

/** Two steps on one page, without script: the regions, then the members they propose and the rest. */
export function pagePremierAcces({
  jeton,
  regions,
  choisies,
  departements,
  tous,
  fautes = [],
  saisies,
  statut,
}: {
  readonly jeton: string
  readonly regions: readonly Code[]
  readonly choisies: readonly string[]
  /** Those of the chosen regions, whose centres are proposed as members. */
  readonly departements: readonly Code[]
  readonly tous: readonly Code[]
  readonly fautes?: readonly Faute[]
  readonly saisies?: Saisies
  readonly statut?: number
}): ContenuDePage {
  const adresse = `/premier-acces/${jeton}`
  return {
    titre: 'Créer votre coopération',
    surtitre: 'Premier accès',
    ...(statut && { statut }),
    chapeau: (
      <p>Ce lien sert une fois. Tout pourra être complété ensuite : membres, instances, règles, personnes.</p>
    ),
    contenu: (
      <>
        <Section titre="1. Où coopérez-vous ?">
          <form className="formulaire" action={adresse}>
            <ChampChoix
              nom="region"
              libelle="Régions"
              plusieurs
              enLigne
              options={regions.map(({ code, nom }) => ({
                valeur: code,
                libelle: nom,
                coche: choisies.includes(code),
              }))}
            />
            <Actions>
              <Bouton variante={departements.length === 0 ? 'primaire' : 'secondaire'}>
                Proposer les membres
              </Bouton>
            </Actions>
          </form>
        </Section>
        {departements.length > 0 && (
          <Section titre="2. Qui coopère, et comment ?">
            <Formulaire action={adresse} fautes={fautes}>
              {choisies.map((code) => (
                <input key={code} type="hidden" name="region" value={code} />
              ))}
              <ChampTexte
                nom="nom"
                libelle="Nom de la coopération"
                fautes={fautes}
                valeur={valeurDe(saisies, 'nom')}
              />
              <ChampListe
                nom="niveau"
                libelle="Niveau"
                fautes={fautes}
                valeur={valeurDe(saisies, 'niveau', choisies.length > 1 ? 'interregional' : 'regional')}
                options={[
                  { valeur: 'regional', libelle: 'Régional' },
                  { valeur: 'interregional', libelle: 'Interrégional' },
                  { valeur: 'national', libelle: 'National' },
                  { valeur: 'thematique', libelle: 'Thématique' },
                ]}
              />
              <ChampChoix
                nom="membre"
                libelle="Membres"
                aide="Les Centres de gestion sont proposés ; décochez ceux qui ne coopèrent pas, ou cochez les Départements."
                plusieurs
                fautes={fautes}
                options={departements.flatMap(({ code, nom }) => [
                  {
                    valeur: `cdg:${code}`,
                    libelle: `CDG ${code}, ${nom}`,
                    coche: cochee(saisies, 'membre', `cdg:${code}`, true),
                  },
                  {
                    valeur: `departement:${code}`,
                    libelle: `Département ${code}, ${nom}`,
                    coche: cochee(saisies, 'membre', `departement:${code}`, false),
                  },
                ])}
              />
              <AutresMembres tous={tous} saisies={saisies} fautes={fautes} />
              <ChampListe
                nom="coordonnateur"
                libelle="Membre coordonnateur"
                fautes={fautes}
                vide="Choisir"
                valeur={valeurDe(saisies, 'coordonnateur')}
                options={[
                  ...departements.flatMap(({ code, nom }) => [
                    { valeur: `cdg:${code}`, libelle: `CDG ${code}, ${nom}` },
                    { valeur: `departement:${code}`, libelle: `Département ${code}, ${nom}` },
                  ]),
                  ...PLACES.map((place) => ({
                    valeur: cleAutre(place),
                    libelle: `L’autre membre nº ${place}, indiqué plus haut`,
                  })),
                ]}
              />
              <ChampTexte
                nom="instance"
                libelle="Première instance"
                fautes={fautes}
                valeur={valeurDe(saisies, 'instance', 'Conférence des présidences')}
              />
              <ChampListe
                nom="prereglage"
                libelle="Règle de vote de départ"
                fautes={fautes}
                valeur={valeurDe(saisies, 'prereglage', 'egalite_bretonne')}
                options={Object.entries(prereglages).map(([valeur, { libelle }]) => ({ valeur, libelle }))}
              />
              <ChampTexte
                nom="personne"
                libelle="Votre nom ou votre fonction"
                fautes={fautes}
                valeur={valeurDe(saisies, 'personne')}
              />
              <ChampTexte
                nom="courriel"
                libelle="Votre adresse"
                type="email"
                completion="email"
                fautes={fautes}
                valeur={valeurDe(saisies, 'courriel')}
              />
              <Actions>
                <Bouton variante="primaire">Créer la coopération</Bouton>
              </Actions>
            </Formulaire>
          </Section>
        )}
      </>
    ),
  }
}

/** A first-access link that no longer serves explains itself. */
export const pageLienInutile = (cause: 'faux' | 'perime' | 'utilise'): ContenuDePage => ({
  titre: {
    faux: 'Ce lien n’est pas complet',
    perime: 'Ce lien a plus de vingt-quatre heures',
    utilise: 'Ce lien a déjà servi',
  }[cause],
  statut: cause === 'faux' ? 404 : 410,
  contenu: (
    <p>
      {cause === 'utilise'
        ? 'La coopération qu’il devait créer existe : connectez-vous avec l’adresse que vous avez donnée.'
        : 'Demandez à la personne qui exploite la plateforme d’en imprimer un nouveau avec « npm run premier-acces ».'}{' '}
      <a href="/connexion">Se connecter</a>
    </p>
  ),
})
