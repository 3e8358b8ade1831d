using ModelSync.Sbom.CycloneDx;
using ModelSync.Sbom.Notices;
using ModelSync.Sbom.Restored;

namespace ModelSync.Sbom;

/// <summary>The command `modelsync-sbom`.</summary>
internal static class SbomProgram
{
    private const int BadInput = 1;
    private const int BadOptions = 2;

    private const string Usage =
        "usage: modelsync-sbom ASSETS NAME VERSION LICENCE   prints a CycloneDX document of what was restored for one runtime\n"
        + "       modelsync-sbom notices ASSETS             prints the licences and notices that must go with the program\n"
        + "  ASSETS   project.assets.json, as `dotnet restore --runtime RUNTIME` leaves it\n"
        + "  NAME, VERSION, LICENCE   of the program itself; the licence by its SPDX id";

    /// <summary>Runs it and returns the exit code.</summary>
    public static int Run(string[] arguments, TextWriter output, TextWriter error)
    {
        try
        {
            switch (arguments)
            {
                case ["notices", var assets]:
                    output.Write(NoticesWriter.Write(AssetsFile.Read(assets)));
                    return 0;
                case [var assets, var name, var version, var licence]:
                    output.WriteLine(BomWriter.Write(new PublishedProgram(name, version, licence), AssetsFile.Read(assets)));
                    return 0;
                default:
                    error.WriteLine(Usage);
                    return BadOptions;
            }
        }
        catch (Exception e) when (e is SbomException or IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"modelsync-sbom: {e.Message}");
            return BadInput;
        }
    }
}
