# Anyone can put a configuration above a folder that is in no repository: only its own counts. In a
# repository one further up counts, too, but none above the repository.
mkdir -p shared/unpacked/app shared/project/app
printf 'disable: ["*"]\n' >shared/.llama-audit.yml
echo 'model = "gpt-4o-mini"' >shared/unpacked/app/a.py
cp shared/unpacked/app/a.py shared/project/app/a.py
show() {
    llama-audit config show "$1" | grep '^disable' || true
}
echo "# none of its own"
show shared/unpacked
show shared/unpacked/app/a.py
echo "# its own"
printf 'disable: [model/hosted-id]\n' >shared/unpacked/.llama-audit.yml
show shared/unpacked
show shared/unpacked/app
echo "# a repository below it"
git init -q shared/project
show shared/project/app
printf 'disable: ["sdk/*"]\n' >shared/project/.llama-audit.yml
show shared/project/app
show shared/project/app/a.py
