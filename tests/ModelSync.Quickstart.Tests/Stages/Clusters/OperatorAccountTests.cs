using ModelSync.Kubernetes.Config;

namespace ModelSync.Quickstart.Stages.Clusters;

public sealed class OperatorAccountTests
{
    [Test]
    public void The_operator_reaches_the_same_server_with_its_own_token_and_nobody_elses()
    {
        var persons = new ClusterConfig
        {
            Server = new Uri("https://cluster.example:6443/prefix"),
            Tls = new TlsConfig { CertificateAuthority = PemSource.File("/somewhere/ca.crt"), ServerName = "kubernetes" },
            Credentials = new TokenCredentialConfig { Token = "a-persons-token" },
        };

        var text = OperatorAccount.Render(persons, "/somewhere/token");
        var operators = KubeConfig.Parse(text).ToClusterConfig();

        Assert.Multiple(() =>
        {
            Assert.That(text, Does.Not.Contain("a-persons-token"));
            Assert.That(operators.Server, Is.EqualTo(persons.Server));
            Assert.That(operators.Tls.CertificateAuthority!.Path, Is.EqualTo("/somewhere/ca.crt"));
            Assert.That(operators.Tls.ServerName, Is.EqualTo("kubernetes"));
            Assert.That(operators.Credentials, Is.TypeOf<TokenFileCredentialConfig>());
        });
    }
}
