import type { FastifyInstance } from 'fastify'
import { connecte, ouvertATous } from '#shared/acteur.ts'
import type { Traitement } from '#shared/traitement.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Fiche, Section } from '#ui/textes.tsx'
import { lireMesDonnees } from '../../comptes/mes-donnees.ts'
import { acteurDe } from '../contexte.ts'
import type { ContenuDePage, Services } from '../services.ts'

/** The register as anybody reads it, and one's own data as a file. */
export function poserDonneesPersonnelles(
  app: FastifyInstance,
  services: Services,
  traitements: readonly Traitement[],
): void {
  app.get(
    '/donnees-personnelles',
    { config: { droit: ouvertATous, exemple: '/donnees-personnelles' } },
    (requete, reponse) =>
      services.pageSelonSession(requete, reponse, pageDuRegistre(traitements, requete.acteur !== null)),
  )
  app.get(
    '/compte/mes-donnees.json',
    { config: { droit: connecte, exemple: '/compte/mes-donnees.json', preuveRecente: true } },
    async (requete, reponse) => {
      const acteur = acteurDe(requete)
      const donnees = await services.base.enTantQue(acteur, (tx) => lireMesDonnees(tx, acteur))
      return reponse
        .header('content-disposition', 'attachment; filename="mes-donnees.json"')
        .type('application/json; charset=utf-8')
        .send(JSON.stringify({ etabliLe: requete.maintenant, ...donnees }, null, 2))
    },
  )
}

const pageDuRegistre = (traitements: readonly Traitement[], connectee: boolean): ContenuDePage => ({
  titre: 'Données personnelles',
  chapeau: (
    <p>
      Ce que la plateforme fait des données qui concernent des personnes, finalité par finalité. Aucune donnée
      de santé, aucun traceur, aucune mesure d’audience, aucun transfert à un tiers.
    </p>
  ),
  contenu: (
    <>
      <Section titre="Vos droits">
        <p>
          Accès, rectification, limitation, opposition : écrivez à la déléguée ou au délégué à la protection
          des données de votre structure ; sans réponse d’ici un mois, à la CNIL.
        </p>
        {connectee && (
          <Bouton href="/compte/mes-donnees.json" icone="telecharger">
            Télécharger mes données
          </Bouton>
        )}
      </Section>
      <Section titre="Ce que vous trouverez ici">
        <ul className="liste-en-colonnes">
          {traitements.map(({ nom }, rang) => (
            <li key={nom}>
              <a href={`#finalite-${rang + 1}`}>{nom}</a>
            </li>
          ))}
        </ul>
      </Section>
      {traitements.map(({ nom, pourquoi, base, qui, quoi, lu, conservation }, rang) => (
        <Section key={nom} titre={nom} id={`finalite-${rang + 1}`} filet>
          <p>{pourquoi}</p>
          <Fiche
            lignes={[
              { nom: 'Fondement', valeur: base },
              { nom: 'Personnes', valeur: qui },
              { nom: 'Données', valeur: quoi },
              { nom: 'Lues par', valeur: lu },
            ]}
          />
          <Tableau
            titre={`Durées : ${nom}`}
            lignes={conservation}
            cleDe={({ quoi }) => quoi}
            colonnes={[
              { cle: 'quoi', titre: 'Donnée', entete: true, contenu: (c) => c.quoi },
              { cle: 'duree', titre: 'Gardée', contenu: (c) => c.duree },
              { cle: 'motif', titre: 'Pourquoi', contenu: (c) => c.motif },
            ]}
          />
        </Section>
      ))}
      <Section titre="Le signalement est à part" filet>
        <p>
          L’application de signalement a sa propre base, son propre registre et ses propres clés : cette
          plateforme n’y lit rien.
        </p>
      </Section>
    </>
  ),
})
