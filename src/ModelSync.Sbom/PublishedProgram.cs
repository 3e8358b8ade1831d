namespace ModelSync.Sbom;

/// <summary>The program that the document is about.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Licence">Its licence, by SPDX id.</param>
internal sealed record PublishedProgram(string Name, string Version, string Licence);
