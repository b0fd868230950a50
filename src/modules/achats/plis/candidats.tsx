import { compte } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Actions, ChampTexte, CoteACote, Formulaire } from '#ui/formulaire.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Section, Vide } from '#ui/textes.tsx'
import { instant } from '../marche/communs.tsx'
import type { PropsDepot } from './plis.page.tsx'
import type { CandidatLu } from './plis.queries.ts'

/** Who was given a link, and the form that gives one. For the member that leads alone. */
export function Candidats({ operation, depot, etat, formulaire, fautes, saisies, alerte }: PropsDepot) {
  if (etat === 'cles') return null
  return (
    <Section titre="Candidats" detail={compte(depot.candidats.length, 'lien envoyé', 'liens envoyés')}>
      <Tableau<CandidatLu>
        titre="Candidats qui ont un lien de dépôt"
        lignes={depot.candidats}
        cleDe={({ id }) => id}
        vide={<Vide>Aucun lien n’est envoyé.</Vide>}
        colonnes={[
          {
            cle: 'nom',
            titre: 'Candidat',
            entete: true,
            contenu: ({ nom, siret }) => (
              <>
                {nom}
                <p className="detail">{siret}</p>
              </>
            ),
          },
          {
            cle: 'lien',
            titre: 'Lien envoyé',
            contenu: ({ courriel, inviteLe }) => `${courriel}, le ${instant(inviteLe)}`,
          },
          {
            cle: 'pli',
            titre: 'Pli',
            contenu: ({ id }) => {
              const courant = depot.plis.find((p) => p.candidatId === id && !p.remplaceLe)
              return courant ? `N° ${courant.numero}` : 'aucun'
            },
          },
        ]}
      />
      {etat === 'ouvert' && (
        <Formulaire
          id="candidat"
          prefixe
          action={`/achats/${operation.id}/plis/candidats`}
          {...(formulaire === 'candidat' && { fautes: fautes ?? [], saisies: saisies ?? {}, alerte })}
        >
          <CoteACote>
            <ChampTexte nom="nom" libelle="Nom du candidat" />
            <ChampTexte
              nom="siret"
              libelle="SIRET"
              aide="Quatorze chiffres."
              taille="moyen"
              modeSaisie="numeric"
            />
          </CoteACote>
          <ChampTexte
            nom="courriel"
            libelle="Adresse de courriel"
            aide="Son lien y part aussitôt."
            type="email"
          />
          <Actions>
            <Bouton icone="envoyer">Envoyer un lien de dépôt</Bouton>
          </Actions>
        </Formulaire>
      )}
    </Section>
  )
}
