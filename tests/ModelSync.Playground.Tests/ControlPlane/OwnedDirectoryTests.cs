using ModelSync.Playground.ControlPlane;

namespace ModelSync.Playground.Tests.ControlPlane;

internal sealed class OwnedDirectoryTests
{
    [Test]
    public void Only_its_owner_can_enter_it()
    {
        using var directory = OwnedDirectory.ForControlPlane(keep: false);
        Assert.That(File.GetUnixFileMode(directory.Root), Is.EqualTo(PrivateFile.DirectoryMode));
    }

    [Test]
    public void It_goes_with_its_owner_unless_it_is_kept()
    {
        string gone, kept;
        using (var directory = OwnedDirectory.ForControlPlane(keep: false))
        using (var keptDirectory = OwnedDirectory.ForControlPlane(keep: true))
        {
            (gone, kept) = (directory.Root, keptDirectory.Root);
        }

        Assert.That(Directory.Exists(gone), Is.False);
        OwnedDirectory.SweepStale(TimeProvider.System);
        Assert.That(Directory.Exists(kept), Is.True);
        Directory.Delete(kept, recursive: true);
    }

    [Test]
    public void A_sweep_leaves_the_living_alone()
    {
        using var directory = OwnedDirectory.ForControlPlane(keep: false);
        OwnedDirectory.SweepStale(TimeProvider.System);
        Assert.That(Directory.Exists(directory.Root), Is.True);
    }

    [TestCase("control plane")]
    [TestCase("egress")]
    [TestCase("build")]
    public void A_sweep_removes_what_a_dead_owner_left(string owner)
    {
        string path;
        using (var directory = owner switch { "egress" => OwnedDirectory.ForEgress(), "build" => OwnedDirectory.ForBuild(), _ => OwnedDirectory.ForControlPlane(keep: false) })
        {
            path = directory.Root;
        }

        // As a killed process leaves it: the file is there, the lock is not.
        Directory.CreateDirectory(path);
        File.WriteAllText(Path.Combine(path, "owner.lock"), "");
        File.WriteAllText(Path.Combine(path, "data"), "");
        OwnedDirectory.SweepStale(TimeProvider.System);
        Assert.That(Directory.Exists(path), Is.False);
    }

    [Test]
    public void A_sweep_gives_a_directory_that_is_just_being_made_the_time_for_its_lock()
    {
        var path = Directory.CreateTempSubdirectory("modelsync-cp-").FullName;
        OwnedDirectory.SweepStale(TimeProvider.System);
        Assert.That(Directory.Exists(path), Is.True);
        Directory.Delete(path);
    }

    [Test]
    public void A_private_file_is_never_readable_by_others_nor_written_over_another()
    {
        using var directory = OwnedDirectory.ForControlPlane(keep: false);
        var path = directory.File("key");
        PrivateFile.Write(path, "secret");
        Assert.Multiple(() =>
        {
            Assert.That(File.GetUnixFileMode(path), Is.EqualTo(PrivateFile.FileMode));
            Assert.That(() => PrivateFile.Write(path, "other"), Throws.InstanceOf<IOException>());
        });
    }
}
